// What the form about a person holds, and what of it has to be sent.
import type { Influence, InfluencePatch, Level, Mode, NewInfluence, Origin, Result, Role } from '../types';

/** How an observed value is known. */
export interface Why {
  on: string;
  source: Origin;
  evidence: string;
}

/** The observed values that are explained together. */
export const observedGroups = {
  roles: ['roles'],
  support: ['support'],
  gap: ['expectation', 'reality', 'baseline'],
  mode: ['mode'],
  contact: ['contact'],
} as const;

/** The name of a group of observed values. */
export type Group = keyof typeof observedGroups;

/** The entries of the form. */
export interface Values {
  contact_id?: string;
  create: boolean;
  new_name: string;
  new_title: string;
  new_rank?: string;
  roles: Role[];
  influence?: Level;
  role_verified: boolean;
  support?: number;
  mode?: Mode;
  expectation?: number;
  reality?: number;
  baseline?: number;
  contact: number;
  last_contact_on?: string;
  counterpart_id?: string;
  c1?: boolean;
  c2?: boolean;
  c3?: boolean;
  wants_success?: boolean;
  hidden: boolean;
  results: Result[];
  wins: string[];
  plan: string;
  threatened: boolean;
  insider: boolean;
  blocker: boolean;
  internal_promoter: boolean;
  /** The influences that this person sways. */
  sways: string[];
  why: Partial<Record<Group, Why>>;
}

/** The entries for a person, or for one who is to be added in a role. */
export function startValues(person: Influence | undefined, sways: string[], role?: Role): Values {
  return {
    contact_id: person?.contact_id,
    create: false,
    new_name: '',
    new_title: '',
    roles: person?.roles ?? (role ? [role] : []),
    influence: person?.influence,
    role_verified: person?.role_verified ?? false,
    support: person?.support,
    mode: person?.mode,
    expectation: person?.expectation,
    reality: person?.reality,
    baseline: person?.baseline,
    contact: person?.contact ?? 0,
    last_contact_on: person?.last_contact_on,
    counterpart_id: person?.counterpart_id,
    c1: person?.c1,
    c2: person?.c2,
    c3: person?.c3,
    wants_success: person?.wants_success,
    hidden: person?.hidden ?? false,
    results: person?.results ?? [],
    wins: person?.wins ?? [],
    plan: person?.plan ?? '',
    threatened: person?.threatened ?? false,
    insider: person?.insider ?? false,
    blocker: person?.blocker ?? false,
    internal_promoter: person?.internal_promoter ?? false,
    sways,
    why: {},
  };
}

const plainFields = [
  'influence',
  'role_verified',
  'last_contact_on',
  'counterpart_id',
  'c1',
  'c2',
  'c3',
  'wants_success',
  'hidden',
  'results',
  'wins',
  'plan',
  'threatened',
  'insider',
  'blocker',
  'internal_promoter',
] as const;

const same = (a: unknown, b: unknown) => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);

/** The plain fields that differ; what was emptied is null. */
export function plainChanges(before: Values, after: Values): InfluencePatch {
  const patch: Record<string, unknown> = {};
  for (const field of plainFields) {
    const value = field === 'results' ? after.results.filter((result) => result.text?.trim()) : after[field];
    if (!same(before[field], value)) patch[field] = value === '' ? null : (value ?? null);
  }
  return patch as InfluencePatch;
}

/** The groups of observed values that differ and therefore want a day and a source. */
export function changedGroups(before: Values, after: Values): Group[] {
  const groups = Object.keys(observedGroups) as Group[];
  return groups.filter((group) => observedGroups[group].some((field) => !same(before[field], after[field])));
}

/** How a group is known; without a word: seen with one's own eyes, today. */
export function whyOf(values: Values, group: Group, today: string): Why {
  return values.why[group] ?? { on: today, source: 'own_eyes', evidence: '' };
}

/** When what is known of a new person was true, unless somebody says otherwise: at the last contact. */
export function firstDay(values: Values, today: string): string {
  return values.last_contact_on ?? today;
}

/** The observations that follow from the changes. */
export function observations(before: Values, after: Values, today: string) {
  return changedGroups(before, after).flatMap((group) =>
    observedGroups[group]
      .filter((field) => !same(before[field], after[field]))
      .map((field) => ({ field, value: after[field] ?? null, ...whyOf(after, group, today) })),
  );
}

/** What is sent to change a person: what differs, and nothing else. */
export function personPatch(before: Values, after: Values, today: string): InfluencePatch {
  const seen = observations(before, after, today).map(({ evidence, ...one }) => ({
    ...one,
    ...(evidence && { evidence }),
  }));
  return {
    ...plainChanges(before, after),
    ...(seen.length > 0 && { seen }),
    ...(!same(before.sways, after.sways) && { sways: after.sways }),
  };
}

/** What is sent to put a person on the deal. */
export function newInfluence(values: Values, today: string): NewInfluence {
  const empty = startValues(undefined, []);
  const plain = Object.entries(plainChanges(empty, values)).filter(([, value]) => value !== null);
  const { contact_id, create, new_name, new_title, new_rank } = values;
  const who = create
    ? {
        new_contact: {
          name: new_name.trim(),
          ...(new_title.trim() && { title: new_title.trim() }),
          ...(new_rank && { level_rank: Number(new_rank) }),
        },
      }
    : { contact_id };
  const { roles, support, mode, expectation, reality, baseline, contact } = values;
  const seen = { roles, support, mode, expectation, reality, baseline, contact };
  const known = Object.entries(seen).filter(([, value]) => value !== undefined);
  const { evidence, ...why } = whyOf(values, 'support', firstDay(values, today));
  return {
    ...who,
    ...Object.fromEntries(plain),
    ...Object.fromEntries(known),
    ...why,
    ...(evidence && { evidence }),
    ...(values.sways.length > 0 && { sways: values.sways }),
  };
}
