// A stand-in for the parts of schema.d.ts about one deal that the server does not describe yet.
import type { Client } from 'openapi-fetch';
import { api } from '@/api/client';
import type { Money } from '@/i18n/format';

export type Role = 'EB' | 'TB' | 'UB' | 'CO' | 'PB';
export type Level = 'H' | 'M' | 'L';
export type Mode = 'G' | 'T' | 'EK' | 'OC';
export type Answer = 'yes' | 'no' | 'unknown';
export type Origin = 'own_eyes' | 'coach' | 'guess' | 'document';
export type Item = 'R1' | 'R2' | 'R3' | 'R4' | 'R5' | 'R6' | 'R7' | 'R8' | 'R9' | 'R10';

export interface DealFields {
  name: string;
  account_id: string;
  product_id?: string;
  amount?: Money;
  expected_close?: string;
  next_action_on?: string;
  engaged_on?: string;
  sso_when?: string;
  sso_quantity?: string;
  sso_what?: string;
  sso_who?: string;
  sso_revenue?: Money;
  buyer_stage?: string;
  procurement_mode?: string;
  entry_timing?: string;
  urgency?: string;
  competition?: string;
  home?: string;
  temperature?: number;
  man_m?: Answer;
  man_a?: Answer;
  man_n?: Answer;
  q1?: Answer;
  q2?: Answer;
  q3?: Answer;
  q4?: Answer;
  risk?: Partial<Record<Item, number>>;
  risk_weights?: Partial<Record<Item, number>>;
  veto?: Item[];
}
export type DealPatch = { [K in keyof DealFields]?: DealFields[K] | null };
export interface Deal extends DealFields {
  id: string;
  version: number;
  account_name?: string;
  owner_id?: string;
  owner_name?: string;
  status: string;
  stage?: string;
  stage_verified?: string;
  stage_entered_on?: string;
  days_in_stage?: number;
  stale?: boolean;
  closed_on?: string;
  closed_reason?: string;
  lost_to?: string;
  win_prob?: number;
  grade?: string;
  tags?: string[];
  may: string[];
}
export interface Result {
  text?: string;
  metric?: string;
  target?: string;
}
export interface InfluenceFields {
  role_verified?: boolean;
  influence?: Level;
  last_contact_on?: string;
  counterpart_id?: string;
  c1?: boolean;
  c2?: boolean;
  c3?: boolean;
  wants_success?: boolean;
  hidden?: boolean;
  results?: Result[];
  wins?: string[];
  threatened?: boolean;
  insider?: boolean;
  blocker?: boolean;
  internal_promoter?: boolean;
  plan?: string;
}
export type InfluencePatch = { [K in keyof InfluenceFields]?: InfluenceFields[K] | null };
export interface ObservedFields {
  roles?: Role[];
  support?: number;
  mode?: Mode;
  expectation?: number;
  reality?: number;
  baseline?: number;
  contact?: number;
  joined_on?: string;
  left_on?: string;
}
export interface Influence extends InfluenceFields, ObservedFields {
  id: string;
  version: number;
  contact_id: string;
  name: string;
  title?: string;
  department_name?: string;
  level_rank?: number;
  reports_to_id?: string;
  place?: { x: number; y: number };
  weight?: number;
  mode_computed?: Mode;
  gap?: number;
  may: string[];
}
export interface NewInfluence extends InfluenceFields, ObservedFields {
  contact_id?: string;
  new_contact?: { name: string; title?: string; level_rank?: number };
  on?: string;
  source?: Origin;
  evidence?: string;
}
export interface Observe {
  field: string;
  value: unknown;
  on: string;
  source: Origin;
  evidence?: string;
}
export interface Observation extends Observe {
  id: string;
  recorded_at: string;
  by_name?: string;
}
export interface Fact {
  field: string;
  about?: string;
  value?: string;
}
export interface Flag {
  id: string;
  rule: string;
  subject_kind?: string;
  subject?: string;
  subject_name?: string;
  influence_id?: string;
  severity: string;
  status: string;
  opened_at: string;
  evidence?: Fact[];
}
export interface Evidence {
  id: string;
  act: string;
  text?: string;
  by_id?: string;
  by_name?: string;
  at: string;
  expires_on?: string;
}
export interface Criterion {
  code: string;
  met: boolean;
  how: 'derived' | 'judged' | 'override' | 'none';
  evidence?: Evidence[];
  may_judge?: boolean;
}
export interface Gate {
  stage: string;
  met: number;
  total: number;
  criteria: Criterion[];
}
export interface Score {
  score20: number;
  final: boolean;
  min: number;
  max: number;
  pass?: boolean;
  veto_failed?: Item[];
}
export interface Health {
  SUP: number;
  COV: number;
  QUA: number;
  INF: number;
  CMP: number;
  PRC?: number;
  base?: number;
}
export interface Competitor {
  id: string;
  version: number;
  name: string;
  position?: string;
  incumbent?: boolean;
  first_seen_on?: string;
  last_intel_on?: string;
  counter_plan?: string;
  may?: string[];
}
export interface Member {
  user_id: string;
  name?: string;
  role: string;
}
export interface Move {
  id: string;
  act: string;
  on: string;
  by_name?: string;
  reason?: string;
}
export interface Task {
  id: string;
  version: number;
  title: string;
  due_on?: string;
  assignee_id?: string;
  assignee_name?: string;
  done_at?: string;
  rule?: string;
  flag_subject?: string;
  may: string[];
}
export interface Note {
  id: string;
  version: number;
  text: string;
  author_id?: string;
  author_name?: string;
  created_at: string;
  may: string[];
}
export interface TimelineChange {
  kind: string;
  id: string;
  name?: string;
  field?: string;
  before?: unknown;
  after?: unknown;
}
export interface TimelineEvent {
  id: string;
  at: string;
  on?: string;
  actor_id?: string;
  actor_name?: string;
  act: string;
  params?: Record<string, string>;
  changes: TimelineChange[];
}
export interface Sheet {
  deal: Deal;
  account: { id: string; name: string };
  sentence: { zh: string; en: string; missing: string[] };
  influences: Influence[];
  ghosts: Role[];
  edges: [string, string][];
  competitors: Competitor[];
  members: Member[];
  flags: Flag[];
  gate?: Gate;
  score: Score;
  health?: Health;
  win_prob?: number;
  history: Move[];
}

type Loose = { params?: object; body?: unknown; headers?: object; signal?: AbortSignal };
type Call = (path: string, init?: Loose) => Promise<{ data?: never }>;

/** The client without the types of paths that are not served yet. */
export const server = api as unknown as Record<'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', Call> & Client<object>;
