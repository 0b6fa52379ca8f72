import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { api, data } from '@/api/client';
import type { components, operations } from '@/api/schema';

export type Audited = components['schemas']['Audited'];
export type AuditFilters = Omit<NonNullable<operations['get-audit']['parameters']['query']>, 'cursor'>;

/** The audit trail as it is filtered, page by page. */
export function useAudit(filters: AuditFilters) {
  return useInfiniteQuery({
    queryKey: ['audit', filters],
    queryFn: ({ pageParam, signal }) =>
      data(api.GET('/api/audit', { params: { query: { ...filters, cursor: pageParam } }, signal })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  });
}

/** How far the trail is sealed. */
export function useChain() {
  return useQuery({
    queryKey: ['audit', 'chain'],
    queryFn: ({ signal }) => data(api.GET('/api/audit/chain', { signal })),
    refetchInterval: 30_000,
  });
}

/** The address of the trail as a file. */
export function auditFile(filters: AuditFilters): string {
  const given = Object.entries(filters).filter(([, value]) => value);
  const search = new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString();
  return `/api/audit/file${search && `?${search}`}`;
}
