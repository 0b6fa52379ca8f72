import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, data, ifMatch } from '@/api/client';
import type { components } from '@/api/schema';
import type { RuleBook } from '../draft';
import { rulesKey, type Trial } from '../queries';

type Schemas = components['schemas'];
export type OwnRule = Schemas['Rule'];
export type Language = Schemas['RuleLanguage'];

/** A new rule, before anything is written. */
export const blank: OwnRule = { name: {}, expression: '', severity: 'medium', why: {}, do: {}, enabled: true };

/** What expressions may read and call. It changes with the program only. */
export const languageQuery = queryOptions({
  queryKey: [...rulesKey, 'language'] as const,
  queryFn: ({ signal }) => data(api.GET('/api/rules/fields', { signal })),
  staleTime: Number.POSITIVE_INFINITY,
});

/** Asks the server whether an expression is sound; the error says what is wrong with it, and where. */
export function useCheck(expression: string) {
  return useQuery({
    queryKey: [...rulesKey, 'check', expression],
    queryFn: async ({ signal }) => {
      await api.POST('/api/rules/check', { body: { expression }, signal });
      return true;
    },
    enabled: expression.trim() !== '',
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
}

/** The rules with one put in its place, or at the end when it is new. */
export function withRule(rules: OwnRule[], rule: OwnRule): OwnRule[] {
  const at = rules.findIndex(({ code }) => code === rule.code);
  return rule.code && at >= 0 ? rules.with(at, rule) : [...rules, rule];
}

/** Saves and tries the company's own rules; those of the method stay as they are in the book. */
export function useOwnRules(book: RuleBook) {
  const client = useQueryClient();
  const { changes } = book.content;
  return {
    rules: book.content.own ?? [],
    save: async (own: OwnRule[]): Promise<void> => {
      const saved = await data(api.POST('/api/rules', { headers: ifMatch(book.number), body: { changes, own } }));
      client.setQueryData(rulesKey, saved);
      await client.invalidateQueries({ queryKey: [...rulesKey, 'own'] });
      await client.invalidateQueries({ queryKey: [...rulesKey, 'versions'] });
    },
    attempt: (own: OwnRule[]): Promise<Trial> => data(api.POST('/api/rules/try', { body: { changes, own } })),
  };
}
