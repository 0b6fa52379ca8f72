// Names of everything the query cache holds. A change message names a kind and an id; `touched` says what it makes stale.
import type { QueryKey } from '@tanstack/react-query';

/** What can change on the server, as the event stream names it. */
export interface Change {
  kind: string;
  id: string;
  deal_id?: string;
  account_id?: string;
  act?: string;
  version?: number;
}

export const keys = {
  setup: ['setup'] as const,
  session: ['session'] as const,
  people: ['people'] as const,
  ruleNames: ['rules', 'own'] as const,
  tags: ['tags'] as const,
  products: ['products'] as const,
  views: (screen: string) => ['views', screen] as const,
  deals: (query: object) => ['deal', 'list', query] as const,
  board: (query: object) => ['deal', 'board', query] as const,
  deal: (id: string) => ['deal', 'one', id] as const,
  sheet: (id: string) => ['deal', 'one', id, 'sheet'] as const,
  accounts: (query: object) => ['account', 'list', query] as const,
  account: (id: string) => ['account', 'one', id] as const,
  contacts: (query: object) => ['contact', 'list', query] as const,
  contact: (id: string) => ['contact', 'one', id] as const,
  search: (q: string) => ['search', q] as const,
};

const kinds: Record<string, readonly string[]> = {
  user: ['people'],
  team: ['people'],
  tag: ['tags'],
  product: ['products'],
  view: ['views'],
  own_template: ['meta'],
};

/** The cache entries that a change makes stale. */
export function touched(change: Change): QueryKey[] {
  const found: QueryKey[] = [];
  if (kinds[change.kind]) found.push(kinds[change.kind] as QueryKey);
  else found.push([change.kind, 'list'], [change.kind, 'one', change.id]);
  if (change.deal_id) found.push(keys.deal(change.deal_id));
  if (change.kind === 'deal' || change.deal_id) found.push(['deal', 'list'], ['deal', 'board']);
  if (change.act === 'deal.reflagged') found.push(keys.ruleNames);
  if (change.account_id) found.push(keys.account(change.account_id));
  return found;
}
