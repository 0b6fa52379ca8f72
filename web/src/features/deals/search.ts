// The filters of deals as they stand in the address; the names are those of the server's query.
import type { DealQuery } from '@/api/types';

/** What can be filtered by, in the order of the filter bar. */
export const filterNames = [
  'q',
  'status',
  'stage',
  'owner',
  'team',
  'account',
  'product',
  'grade',
  'severity',
  'worst',
  'rule',
  'tag',
  'amount_min',
  'amount_max',
  'close_from',
  'close_to',
] as const;

export type FilterName = (typeof filterNames)[number];

/** Filters by name; an absent one does not filter. */
export type Filters = Partial<Record<FilterName, string>>;

/** The stages a deal can be open in, in their order. */
export const openStages = ['S1', 'S2', 'S3', 'S4', 'S5', 'S6'] as const;

/** The address of the deals table. */
export type DealSearch = Partial<Record<FilterName | 'sort', string>>;

/** How the board is grouped. */
export const groupings = ['stage', 'owner', 'grade', 'worst'] as const;
export type Grouping = (typeof groupings)[number];

/** The address of the board. */
export type BoardSearch = Filters & { group?: Grouping };

function picked<Name extends string>(search: Record<string, unknown>, names: readonly Name[]) {
  const found: Partial<Record<Name, string>> = {};
  for (const name of names) {
    const value = search[name];
    if (typeof value === 'string' && value !== '') found[name] = value;
  }
  return found;
}

/** Takes what the table knows out of an address and drops the rest. */
export function cleanDealSearch(search: Record<string, unknown>): DealSearch {
  return picked(search, [...filterNames, 'sort'] as const);
}

/** Takes what the board knows out of an address and drops the rest. */
export function cleanBoardSearch(search: Record<string, unknown>): BoardSearch {
  const group = groupings.find((name) => name === search.group);
  return { ...picked(search, filterNames), ...(group && group !== 'stage' ? { group } : {}) };
}

/** The filters of an address as the server's query; a value that the server does not know it refuses. */
export function asQuery(search: DealSearch | BoardSearch): DealQuery {
  return picked(search, filterNames) as DealQuery;
}

/** How many filters of an address are set, besides the words. */
export function filterCount(search: DealSearch | BoardSearch): number {
  return filterNames.filter((name) => name !== 'q' && search[name]).length;
}
