// The words of imports as the server sends them, named once.
import type { components } from '@/api/schema';

type Schemas = components['schemas'];

export type Import = Schemas['Import'];
export type Kind = Import['kind'];
export type State = Import['state'];
export type Header = Schemas['ImportHeader'];
export type Plan = Schemas['ImportPlan'];
export type PlanPatch = Schemas['ImportPlanPatch'];
export type Column = Schemas['ImportColumn'];
export type Report = Schemas['ImportReport'];
export type Field = Schemas['ImportField'];
export type Row = Schemas['ImportRow'];
export type Value = Schemas['ImportValue'];
export type Verdict = Row['verdict'];

/** The kinds of rows, what is imported most at first. */
export const kinds: Kind[] = ['accounts', 'contacts', 'deals', 'products', 'users'];

/** The verdicts in the order in which they are counted. */
export const verdicts: Verdict[] = ['stored', 'updated', 'same', 'skipped', 'refused'];
