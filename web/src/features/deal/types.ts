// The words of a deal page: what the server sends about one deal, named once for every part of the page.

import type { components } from '@/api/schema';
import type { Money } from '@/i18n/format';

type Schemas = components['schemas'];

// The server leaves out what is unknown; it never writes null into an answer.
type Known<T> = { [K in keyof T]: Exclude<T[K], null> };

/** What is known around the deal, by the name of its list. */
export interface Around {
  account_events: Known<Schemas['AccountEvent']>[];
  bookings: Known<Schemas['Booking']>[];
  change_reviews: Known<Schemas['ChangeReview']>[];
  competitors: Competitor[];
  external_bodies: Known<Schemas['ExternalBody']>[];
  intel: Known<Schemas['Intel']>[];
  objections: Known<Schemas['Objection']>[];
  proposals: Known<Schemas['Proposal']>[];
  strengths: Known<Schemas['Strength']>[];
  visits: Known<Schemas['Visit']>[];
  weaknesses: Known<Schemas['Weakness']>[];
}

export type Sheet = Omit<
  Known<Schemas['Sheet']>,
  'deal' | 'influences' | 'gate' | 'flags' | 'edges' | 'cost' | 'parts' | 'contract' | keyof Around
> & {
  deal: Deal;
  influences: Influence[];
  gate?: Gate;
  parts?: Parts;
  contract?: Contract;
  flags: Flag[];
  edges: Schemas['Edge'][];
  cost?: { cost_budget?: Money; cost_to_date?: Money } & Around;
} & Around;
export type Deal = Known<Schemas['DealRow']>;
export type DealPatch = Omit<Schemas['DealFieldsPatch'], 'amount' | 'sso_revenue' | 'budget'> & {
  amount?: Money | null;
  sso_revenue?: Money | null;
  budget?: Money | null;
};
export type Influence = Known<Schemas['SheetPerson']>;
export type InfluencePatch = Schemas['PersonFieldsPatch'];
export type NewInfluence = Schemas['NewInfluence'];
export type NewSighting = Schemas['Sighting'];
export type ObjectiveStep = Schemas['ObjectiveStep'];
export type Seen = Schemas['Seen'];
export type Result = Schemas['Result'];
export type Flag = Known<Schemas['SheetFlag']>;
export type Symptom = Schemas['SheetSymptom'];
export type Share = Schemas['SheetShare'];
export type Parts = Schemas['SheetParts'];
export type Gate = Omit<Schemas['SheetGate'], 'criteria'> & { criteria: Criterion[] };
export type Criterion = Known<Schemas['SheetCriterion']>;
export type Evidence = Schemas['Judgement'];
export type Competitor = Known<Schemas['Competitor']>;
export type RivalPatch = Schemas['CompetitorFieldsPatch'];
export type Task = Schemas['TaskRow'];
export type TaskPatch = Schemas['TaskFieldsPatch'];
export type Note = Schemas['NoteRow'];
export type TimelineEvent = Schemas['Happening'];
export type TimelineChange = Schemas['Difference'];
export type Advice = Known<Schemas['Advice']>;
export type PersonTactics = Omit<Known<Schemas['PersonTactics']>, 'advice'> & { advice: Advice[] };
export type Needed = Known<Schemas['Item']>;
export type Question = Omit<Known<Schemas['WorksheetQuestion']>, 'items' | 'check'> & {
  items: Needed[];
  check?: Known<Schemas['Check']>;
};
export type Worksheet = Omit<Known<Schemas['Worksheet']>, 'questions'> & { questions: Question[] };
export type Contract = Omit<Known<Schemas['SheetContract']>, 'payments' | 'steps'> & {
  payments: Known<Schemas['SheetPayment']>[];
  steps: Known<Schemas['SheetDelivery']>[];
};
export type NextStep = Known<Schemas['Step']>;
export type Tactics = Omit<Known<Schemas['Tactics']>, 'people' | 'position' | 'next'> & {
  people: PersonTactics[];
  position: Advice[];
  next: NextStep[];
};
export type Role = NonNullable<Influence['roles']>[number];
export type Level = NonNullable<Influence['influence']>;
export type Mode = NonNullable<Influence['mode']>;
export type Answer = NonNullable<Deal['q1']>;
export type Origin = Seen['source'];
export type Exit = Criterion['code'];
export type Stage = NonNullable<Deal['stage']>;
export type MemberRole = Schemas['TeamRole']['role'];

/** An item of the risk score. */
export type Item = (typeof items)[number];

/** The buying roles in their order. */
export const roles = ['EB', 'TB', 'UB', 'CO', 'PB'] as const;

/** The levels of influence from the highest. */
export const levels = ['H', 'M', 'L'] as const;

/** The feedback modes in their order. */
export const modes = ['G', 'T', 'EK', 'OC'] as const;

/** How near we are to a person, from none to alliance. */
export const contacts = [0, 1, 2, 3, 4] as const;

/** How we know an observed value. */
export const origins = ['own_eyes', 'coach', 'guess', 'document'] as const;

/** The items of the risk score. */
export const items = ['R1', 'R2', 'R3', 'R4', 'R5', 'R6', 'R7', 'R8', 'R9', 'R10'] as const;

/** The selling stages in their order. */
export const stages = ['S1', 'S2', 'S3', 'S4', 'S5', 'S6'] as const;

/** The lawful personal motives to pick from. */
export const wins = [
  'recognition',
  'advancement',
  'contribution',
  'problem_solver',
  'achievements',
  'seen_as_leader',
  'skills',
  'safety',
  'convenience',
  'more_function',
  'control',
  'power_symbol',
  'instrument_of_change',
  'status',
  'self_value',
  'spirit',
  'freedom',
  'leisure',
  'family_time',
  'way_of_life',
] as const;

/** What a colleague does on the team of a deal. */
export const memberRoles = ['presales', 'bid', 'finance', 'delivery', 'rep'] as const;
