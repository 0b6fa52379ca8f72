// What the settings read from and write to the server about log-ins: sessions, second factor, tokens, tries.
import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, data } from '@/api/client';
import { keys } from '@/api/keys';
import type { components } from '@/api/schema';

type Schemas = components['schemas'];
export type SessionInfo = Schemas['SessionInfo'];
export type Token = Schemas['Token'];
export type Attempt = Schemas['Attempt'];

/** Whose log-ins are shown: one's own, those of a user, or those of all. */
export type Whose = { id: string } | 'me' | 'all';

const part = (name: string, whose: Whose) => [...keys.people, name, typeof whose === 'string' ? whose : whose.id];

/** The sessions of oneself or of a user. */
export function useSessions(whose: Whose) {
  return useQuery({
    queryKey: part('sessions', whose),
    queryFn: ({ signal }) =>
      typeof whose === 'string'
        ? data(api.GET('/api/sessions', { signal }))
        : data(api.GET('/api/users/{id}/sessions', { params: { path: whose }, signal })),
    staleTime: 0,
  });
}

/** The API tokens of oneself or of a user. */
export function useTokens(whose: Whose) {
  return useQuery({
    queryKey: part('tokens', whose),
    queryFn: ({ signal }) =>
      typeof whose === 'string'
        ? data(api.GET('/api/tokens', { signal }))
        : data(api.GET('/api/users/{id}/tokens', { params: { path: whose }, signal })),
    staleTime: 0,
  });
}

/** The tries to log in, the newest first, page by page. */
export function useAttempts(whose: Whose) {
  return useInfiniteQuery({
    queryKey: part('logins', whose),
    queryFn: ({ signal, pageParam }) => {
      const query = pageParam ? { cursor: pageParam } : {};
      if (whose === 'me') return data(api.GET('/api/logins', { params: { query }, signal }));
      if (whose === 'all') return data(api.GET('/api/logins/all', { params: { query }, signal }));
      return data(api.GET('/api/users/{id}/logins', { params: { path: whose, query }, signal }));
    },
    initialPageParam: '',
    getNextPageParam: (last) => last.next_cursor || undefined,
    staleTime: 0,
  });
}

/** Whether one has a second factor. */
export function useFactor() {
  return useQuery({
    queryKey: part('factor', 'me'),
    queryFn: ({ signal }) => data(api.GET('/api/factor', { signal })),
    staleTime: 0,
  });
}

/** What somebody would hand over. */
export function useBelongings(id: string) {
  return useQuery({
    queryKey: part('handover', { id }),
    queryFn: ({ signal }) => data(api.GET('/api/users/{id}/handover', { params: { path: { id } }, signal })),
    staleTime: 0,
  });
}

/** The function that makes everything about people and their log-ins fetch again. */
export function useAccessChanged(): () => void {
  const client = useQueryClient();
  return () => void client.invalidateQueries({ queryKey: keys.people });
}
