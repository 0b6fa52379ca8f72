// The filters of accounts as they stand in the address; the names are those of the server's query.
const names = ['q', 'owner', 'industry', 'tag', 'parent', 'sort'] as const;

type Name = (typeof names)[number];

/** The address of the table of accounts. */
export type AccountSearch = Partial<Record<Name, string>>;

/** Takes what the table knows out of an address and drops the rest. */
export function cleanAccountSearch(search: Record<string, unknown>): AccountSearch {
  const found: AccountSearch = {};
  for (const name of names) {
    const value = search[name];
    if (typeof value === 'string' && value !== '') found[name] = value;
  }
  return found;
}

/** How many filters are set, words included and order not. */
export function filterCount(search: AccountSearch): number {
  return names.filter((name) => name !== 'sort' && search[name]).length;
}

/** The parts of the page of an account. */
export const accountTabs = ['overview', 'chart', 'work', 'timeline'] as const;
export type AccountTab = (typeof accountTabs)[number];

/** Takes the part that is open out of an address; the first one stands there without a name. */
export function cleanTab(search: Record<string, unknown>): { tab?: AccountTab } {
  const tab = accountTabs.find((name) => name === search.tab);
  return tab && tab !== 'overview' ? { tab } : {};
}
