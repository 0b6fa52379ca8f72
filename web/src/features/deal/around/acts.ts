// Everything that people write around a deal is added, changed and removed in the same way.
import { api, data, ifMatch, once } from '@/api/client';
import type { components } from '@/api/schema';
import type { Around } from '../types';

type Schemas = components['schemas'];
/** A row of a list of the sheet. */
export type Fact<L extends keyof Around> = Around[L][number];

/** What is written of each kind, by the last part of its address. */
export interface Fields {
  intel: Schemas['IntelFields'];
  strengths: Schemas['StrengthFields'];
  weaknesses: Schemas['WeaknessFields'];
  proposals: Schemas['ProposalFields'];
  objections: Schemas['ObjectionFields'];
  'change-reviews': Schemas['ChangeReviewFields'];
  'external-bodies': Schemas['ExternalBodyFields'];
  visits: Schemas['VisitFields'];
  bookings: Schemas['BookingFields'];
}

/** A kind of fact around the deal. */
export type Room = keyof Fields;

/** A change of fields: null makes one unknown again. */
export type Patch<R extends Room> = { [K in keyof Fields[R]]?: Fields[R][K] | null };

interface Row {
  id: string;
  version: number;
}

// The addresses differ in their last part only; what may be sent to each is what Fields says.
const inside = (room: Room) => `/api/deals/{id}/${room}` as '/api/deals/{id}/strengths';
const itself = (room: Room) => `/api/${room}/{id}` as '/api/strengths/{id}';

/** Writes a new fact about the deal. */
export function addFact<R extends Room>(room: R, deal: string, body: Fields[R], key?: string) {
  const sent = { params: { path: { id: deal } }, headers: once(key), body: body as Fields['strengths'] };
  return data(api.POST(inside(room), sent));
}

/** Changes fields of a fact. */
export function editFact<R extends Room>(room: R, { id, version }: Row, patch: Patch<R>) {
  const body = patch as Schemas['StrengthFieldsPatch'];
  return data(api.PATCH(itself(room), { params: { path: { id } }, headers: ifMatch(version), body }));
}

/** Puts a fact into the trash. */
export function dropFact(room: Room, { id, version }: Row) {
  return data(api.DELETE(itself(room), { params: { path: { id } }, headers: ifMatch(version) }));
}
