// Everything about accounts and their charts that is read from or written to the server.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { api, data, ifMatch, once } from '@/api/client';
import { keys } from '@/api/keys';
import { useRows } from '@/ui/DataTable/useRows';
import type { Patch } from './facts/fact';
import type { AccountSearch } from './search';
import type { Account, AccountFields, AccountPatch, ContactFields, ContactPatch, Department } from './types';

const pageSize = 100;
const atOnce = 100;

/** The accounts that match a query, page by page. */
export function useAccounts(search: AccountSearch) {
  return useRows(keys.accounts(search), (cursor, signal) =>
    data(api.GET('/api/accounts', { params: { query: { ...search, cursor, limit: pageSize } }, signal })),
  );
}

/** One account; not asked for without an id. */
export function useAccount(id: string | undefined) {
  return useQuery({
    queryKey: keys.account(id ?? ''),
    queryFn: ({ signal }) => data(api.GET('/api/accounts/{id}', { params: { path: { id: id ?? '' } }, signal })),
    enabled: Boolean(id),
  });
}

/** Accounts found by words, for the hint that one is there already. */
export function useNamesakes(q: string) {
  const query = { q, limit: 5 };
  return useQuery({
    queryKey: keys.accounts(query),
    queryFn: ({ signal }) => data(api.GET('/api/accounts', { params: { query }, signal })),
    enabled: q.length >= 2,
  });
}

/** The deals on an account that the reader sees, the ended ones too. */
export function useAccountDeals(account: string) {
  const query = { account, status: 'any', limit: atOnce, sort: '-updated_at' } as const;
  return useQuery({
    queryKey: keys.deals(query),
    queryFn: ({ signal }) => data(api.GET('/api/deals', { params: { query }, signal })),
  });
}

/** The departments and the people of an account; not asked for without an id. */
export function useChart(id: string | undefined) {
  return useQuery({
    queryKey: [...keys.account(id ?? ''), 'chart'],
    queryFn: ({ signal }) => data(api.GET('/api/accounts/{id}/chart', { params: { path: { id: id ?? '' } }, signal })),
    enabled: Boolean(id),
  });
}

/** The tags of the workspace. */
export function useTags() {
  return useQuery({
    queryKey: keys.tags,
    queryFn: ({ signal }) => data(api.GET('/api/tags', { signal })),
    staleTime: 300_000,
  });
}

/** Creates an account; the same key never creates a second one. */
export function createAccount(body: AccountFields, key: string): Promise<Account> {
  return data(api.POST('/api/accounts', { body, headers: once(key) }));
}

/** Puts an account with its people into the trash. */
export function trashAccount({ id, version }: Account): Promise<unknown> {
  return data(api.DELETE('/api/accounts/{id}', { params: { path: { id } }, headers: ifMatch(version) }));
}

/** Adds a department; the same key never adds a second one. */
export function createDepartment(account: string, body: { name: string; parent_id?: string }, key: string) {
  return data(
    api.POST('/api/accounts/{id}/departments', { params: { path: { id: account } }, headers: once(key), body }),
  );
}

/** Changes a department; null clears its superior one. */
export function saveDepartment({ id, version }: Department, body: { name?: string; parent_id?: string | null }) {
  return data(api.PATCH('/api/departments/{id}', { params: { path: { id } }, headers: ifMatch(version), body }));
}

/** Removes a department that holds nobody. */
export function removeDepartment({ id, version }: Department): Promise<unknown> {
  return data(api.DELETE('/api/departments/{id}', { params: { path: { id } }, headers: ifMatch(version) }));
}

/** Adds a contact; the same key never adds a second one. */
export function createContact(body: ContactFields, key: string) {
  return data(api.POST('/api/contacts', { body, headers: once(key) }));
}

/** Changes a contact; null clears a field. */
export function saveContact({ id, version }: { id: string; version: number }, patch: Patch) {
  const body = patch as ContactPatch;
  return data(api.PATCH('/api/contacts/{id}', { params: { path: { id } }, headers: ifMatch(version), body }));
}

/** The function that changes an account in its place: its fields, or its tags, which are kept apart. */
export function useSaveAccount(account: Account) {
  const client = useQueryClient();
  const { id, version } = account;
  return async (patch: Patch) => {
    try {
      if ('tags' in patch) {
        const path = { kind: 'account' as const, id };
        await data(api.PUT('/api/tags/on/{kind}/{id}', { params: { path }, body: { names: patch.tags as string[] } }));
        await client.invalidateQueries({ queryKey: keys.tags });
      } else {
        await data(
          api.PATCH('/api/accounts/{id}', {
            params: { path: { id } },
            headers: ifMatch(version),
            body: patch as AccountPatch,
          }),
        );
      }
    } finally {
      await client.invalidateQueries({ queryKey: ['account'] });
    }
  };
}
