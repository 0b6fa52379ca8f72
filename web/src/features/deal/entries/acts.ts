// What people write about a deal, one function for one act: needs, decision criteria, information, cost.
import { api, data, ifMatch, once } from '@/api/client';
import type { components } from '@/api/schema';
import type { Money } from '@/i18n/format';

type Schemas = components['schemas'];

export type Need = Schemas['SheetNeed'];
export type NeedFields = Schemas['NeedFields'];
export type NeedPatch = Schemas['NeedFieldsPatch'];
export type Decision = Schemas['SheetDecision'];
export type DecisionFields = Schemas['DecisionFields'];
export type DecisionPatch = Schemas['DecisionFieldsPatch'];
export type InfoBody = Schemas['InfoBody'];
export type InfoItem = Schemas['SheetInfo'];

interface Seen {
  id: string;
  version: number;
}

const at = ({ id, version }: Seen) => ({ params: { path: { id } }, headers: ifMatch(version) });

/** Notes a need of the customer. */
export function addNeed(deal: string, body: NeedFields) {
  return data(api.POST('/api/deals/{id}/needs', { params: { path: { id: deal } }, headers: once(), body }));
}

/** Changes a need. */
export function editNeed(need: Seen, body: NeedPatch) {
  return data(api.PATCH('/api/needs/{id}', { ...at(need), body }));
}

/** Takes a need off the deal. */
export function dropNeed(need: Seen) {
  return data(api.DELETE('/api/needs/{id}', at(need)));
}

/** Notes a criterion by which the customer decides. */
export function addDecision(deal: string, body: DecisionFields) {
  return data(api.POST('/api/deals/{id}/criteria', { params: { path: { id: deal } }, headers: once(), body }));
}

/** Changes a decision criterion. */
export function editDecision(decision: Seen, body: DecisionPatch) {
  return data(api.PATCH('/api/criteria/{id}', { ...at(decision), body }));
}

/** Takes a decision criterion off the deal. */
export function dropDecision(decision: Seen) {
  return data(api.DELETE('/api/criteria/{id}', at(decision)));
}

/** Notes what is known of an item of the information map, in place of what was. */
export function putInfo(deal: string, version: number | undefined, body: InfoBody) {
  const headers = version === undefined ? {} : ifMatch(version);
  return data(api.PUT('/api/deals/{id}/info', { params: { path: { id: deal } }, headers, body }));
}

/** Notes what winning the deal may cost us and has cost. */
export function putCost(deal: string, cost: { cost_budget?: Money; cost_to_date?: Money }) {
  const body = cost as Schemas['CostFields'];
  return data(api.PUT('/api/deals/{id}/cost', { params: { path: { id: deal } }, body }));
}
