// A stand-in for the parts of schema.d.ts that the server does not describe yet; a path that it serves wins over this.
import type { Money } from '@/i18n/format';
import type { paths as Served } from './schema';

type Op<Result, Query = never, Body = never, Path = never> = {
  parameters: { query?: Query; path: Path; header?: never; cookie?: never };
  requestBody: { content: { 'application/json': Body } };
  responses: { 200: { content: { 'application/json': Result } } };
};
type Get<Result, Query = never> = { parameters: { query?: Query }; responses: Op<Result>['responses'] };
type GetOne<Result> = { parameters: { path: { id: string } }; responses: Op<Result>['responses'] };
type Post<Result, Body> = Omit<Op<Result, never, Body>, 'parameters'>;
type Act<Result, Body> = Omit<Op<Result, never, Body>, 'parameters'> & { parameters: { path: { id: string } } };

export interface List<Item> {
  items: Item[];
  next_cursor?: string;
  total: number;
  total_capped?: boolean;
}

export interface Tag {
  id: string;
  name: string;
}
export interface Contact {
  id: string;
  version: number;
  name: string;
  title?: string;
  account_id: string;
  may: string[];
}
export interface Product {
  id: string;
  name: string;
}
export interface View {
  id: string;
  screen: string;
  name: string;
  query: string;
  shared: boolean;
  may?: string[];
}
export interface Deal {
  id: string;
  version: number;
  name: string;
  account_id: string;
  account_name: string;
  owner_id?: string;
  owner_name?: string;
  status: string;
  stage?: string;
  stage_verified?: string;
  stage_entered_at?: string;
  days_in_stage?: number;
  stale?: boolean;
  amount?: Money;
  expected_close?: string;
  win_prob?: number;
  grade?: string;
  flag_count?: number;
  worst?: string;
  tags?: string[];
  product_id?: string;
  updated_at: string;
  may: string[];
}
export interface NewDeal {
  name: string;
  account_id: string;
  owner_id?: string;
  amount?: Money;
  expected_close?: string;
}
export interface DealFilter {
  q?: string;
  status?: string;
  stage?: string;
  owner?: string;
  team?: string;
  account?: string;
  product?: string;
  grade?: string;
  rule?: string;
  severity?: string;
  tag?: string;
  amount_min?: string;
  amount_max?: string;
  close_from?: string;
  close_to?: string;
  sort?: string;
  limit?: number;
  cursor?: string;
}
export interface BoardGroup {
  key: string;
  label?: string;
  count: number;
  unknown_amount: number;
  totals: Money[];
  weighted: Money[];
  items: Deal[];
  next_cursor?: string;
}
export interface Hit {
  kind: string;
  id: string;
  title: string;
  subtitle?: string;
  deal_id?: string;
  account_id?: string;
  hit?: number[];
}
export interface Refusal {
  id: string;
  code: string;
  detail: string;
}
export interface Bulk {
  ids: string[];
  owner_id?: string;
  add_tags?: string[];
  remove_tags?: string[];
}

type Search = { q?: string; limit?: number; cursor?: string; sort?: string };
interface Planned {
  '/api/tags': { get: Get<List<Tag>>; post: Post<Tag, { name: string }> };
  '/api/products': { get: Get<List<Product>> };
  '/api/contacts': { get: Get<List<Contact>, Search & { account?: string }> };
  '/api/views': { get: Get<List<View>, { screen: string }>; post: Post<View, Omit<View, 'id'>> };
  '/api/views/{id}': { delete: GetOne<undefined> };
  '/api/search': { get: Get<List<Hit>, { q: string; kind?: string }> };
  '/api/deals': { get: Get<List<Deal>, DealFilter>; post: Post<Deal, NewDeal> };
  '/api/deals/{id}': { get: GetOne<Deal> };
  '/api/deals/bulk': { post: Post<{ done: string[]; refused: Refusal[] }, Bulk> };
  '/api/deals/{id}/advance': { post: Act<Deal, Record<string, never>> };
  '/api/deals/{id}/back': { post: Act<Deal, { to: string; reason: string }> };
  '/api/deals/{id}/undo': { post: Act<Deal, Record<string, never>> };
  '/api/deals/{id}/owner': { post: Act<Deal, { owner_id: string }> };
  '/api/board': { get: Get<{ groups: BoardGroup[] }, DealFilter & { group?: string }> };
}

/** Every path: the served ones as generated, the planned ones as drafted here until they are served. */
export type paths = Served & Omit<Planned, keyof Served>;
