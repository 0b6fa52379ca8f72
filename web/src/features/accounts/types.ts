// The words of accounts as the server sends them, named once.
import type { components } from '@/api/schema';

type Schemas = components['schemas'];

export type Account = Schemas['AccountRow'];
/** An account with its group and the money of its deals. */
export type AccountDetail = Schemas['AccountDetail'];
export type AccountFields = Schemas['AccountFields'];
export type AccountPatch = Schemas['AccountFieldsPatch'];
export type Chart = Schemas['OrgChart'];
export type ChartContact = Schemas['ChartContact'];
export type Department = Schemas['Department'];
export type ContactFields = Schemas['ContactFields'];
export type ContactPatch = Schemas['ContactFieldsPatch'];
export type Note = Schemas['NoteRow'];
export type Deal = Schemas['DealView'];
export type DealSum = Schemas['DealSum'];

/** The relations of an account to its group. */
export const relations = ['company', 'group', 'subsidiary'] as const;

/** The levels of a contact from the highest. */
export const levelRanks = [5, 4, 3, 2, 1] as const;
