// The filters of contacts as they stand in the address; the names are those of the server's query.
const names = ['q', 'account', 'sort'] as const;

/** The address of the table of contacts. */
export type ContactSearch = Partial<Record<(typeof names)[number], string>>;

/** Takes what the table knows out of an address and drops the rest. */
export function cleanContactSearch(search: Record<string, unknown>): ContactSearch {
  const found: ContactSearch = {};
  for (const name of names) {
    const value = search[name];
    if (typeof value === 'string' && value !== '') found[name] = value;
  }
  return found;
}
