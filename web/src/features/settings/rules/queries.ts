import { useQuery } from '@tanstack/react-query';
import { api, data, ifMatch } from '@/api/client';
import type { components } from '@/api/schema';
import { changesOf, type Draft, type RuleBook } from './draft';

export type Trial = components['schemas']['Trial'];

/** The key under which everything about the rules is kept. */
export const rulesKey = ['rules'];

/** The rules in force, and all that may be set of each. They stay as they were read while somebody drafts others. */
export function useRules() {
  return useQuery({
    queryKey: rulesKey,
    queryFn: ({ signal }) => data(api.GET('/api/rules', { signal })),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
}

/** The versions of the rules, the newest first. */
export function useVersions() {
  return useQuery({
    queryKey: [...rulesKey, 'versions'],
    queryFn: ({ signal }) => data(api.GET('/api/rules/versions', { signal })),
  });
}

/** Says what a draft would do to the open deals, and saves nothing. */
export function tryRules(draft: Draft): Promise<Trial> {
  return data(api.POST('/api/rules/try', { body: { changes: changesOf(draft) } }));
}

/** Makes a draft the rules in force. */
export function saveRules(number: number, draft: Draft, note: string): Promise<RuleBook> {
  return data(api.POST('/api/rules', { headers: ifMatch(number), body: { changes: changesOf(draft), note } }));
}
