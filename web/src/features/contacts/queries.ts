// Everything about contacts that is read from or written to the server.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { api, data, ifMatch } from '@/api/client';
import { keys } from '@/api/keys';
import type { components } from '@/api/schema';
import { type Patch, saveContact } from '@/features/accounts';
import { useRows } from '@/ui/DataTable/useRows';
import type { ContactSearch } from './search';

export type Contact = components['schemas']['ContactLine'];
export type ContactPageData = components['schemas']['ContactPage'];

const pageSize = 100;

/** The contacts that match a query, page by page. */
export function useContacts(search: ContactSearch) {
  return useRows(keys.contacts(search), (cursor, signal) =>
    data(api.GET('/api/contacts', { params: { query: { ...search, cursor, limit: pageSize } }, signal })),
  );
}

/** One contact with the deals on which he has a say. */
export function useContact(id: string) {
  return useQuery({
    queryKey: keys.contact(id),
    queryFn: ({ signal }) => data(api.GET('/api/contacts/{id}', { params: { path: { id } }, signal })),
  });
}

/** The name of an account, for the filter that stands in the address. */
export function useAccountName(id: string | undefined): string | undefined {
  return useQuery({
    queryKey: keys.account(id ?? ''),
    queryFn: ({ signal }) => data(api.GET('/api/accounts/{id}', { params: { path: { id: id ?? '' } }, signal })),
    enabled: Boolean(id),
  }).data?.name;
}

/** Puts a contact into the trash. */
export function trashContact({ id, version }: Contact): Promise<unknown> {
  return data(api.DELETE('/api/contacts/{id}', { params: { path: { id } }, headers: ifMatch(version) }));
}

/** The function that changes a contact in its place. */
export function useSaveContact(contact: Contact) {
  const client = useQueryClient();
  return async (patch: Patch) => {
    try {
      const rank = patch.level_rank;
      await saveContact(contact, typeof rank === 'string' ? { ...patch, level_rank: Number(rank) } : patch);
    } finally {
      await Promise.all([
        client.invalidateQueries({ queryKey: ['contact'] }),
        client.invalidateQueries({ queryKey: ['account', 'one'] }),
      ]);
    }
  };
}
