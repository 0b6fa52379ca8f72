// Everything the page of a deal asks the server to do, one function for one act.
import { api, data, ifMatch, once } from '@/api/client';

import type {
  Competitor,
  Deal,
  Exit,
  Influence,
  InfluencePatch,
  MemberRole,
  NewInfluence,
  NewSighting,
  Note,
  RivalPatch,
  Stage,
  Task,
  TaskPatch,
} from './types';

const onDeal = (id: string, version: number) => ({ params: { path: { id } }, headers: ifMatch(version) });

/** Says what one finds about a question: it holds, or it is to be looked at again. */
export function findOf(deal: string, body: { question: number; act: 'confirmed' | 'reopened'; seen: string }) {
  return data(api.POST('/api/deals/{id}/questions', { params: { path: { id: deal } }, headers: once(), body }));
}

/** Enough of a deal to move it. */
export type Mover = Pick<Deal, 'id' | 'version'>;

/** Passes the gate of the present stage. */
export function advance({ id, version }: Mover) {
  return data(api.POST('/api/deals/{id}/advance', onDeal(id, version)));
}

/** Gives the deal another template of stages. */
export function setTemplate({ id, version }: Mover, template: Deal['template']) {
  return data(api.PUT('/api/deals/{id}/template', { ...onDeal(id, version), body: { template } }));
}

/** Takes back the last move, within eight seconds. */
export function undoMove({ id, version }: Mover) {
  return data(api.POST('/api/deals/{id}/undo', onDeal(id, version)));
}

/** Goes back to an earlier stage. */
export function goBack({ id, version }: Mover, to: Stage, reason: string) {
  return data(api.POST('/api/deals/{id}/back', { ...onDeal(id, version), body: { to, reason } }));
}

/** The ways a deal ends, or begins again. */
export type Ending = 'win' | 'lose' | 'abandon' | 'downgrade' | 'reopen';

/** Ends or reopens a deal; lost needs to whom. */
export function end({ id, version }: Mover, how: Ending, reason: string, lost_to: string) {
  const call = onDeal(id, version);
  switch (how) {
    case 'win':
      return data(api.POST('/api/deals/{id}/win', { ...call, body: reason ? { reason } : {} }));
    case 'lose':
      return data(api.POST('/api/deals/{id}/lose', { ...call, body: { reason, lost_to } }));
    case 'abandon':
      return data(api.POST('/api/deals/{id}/abandon', { ...call, body: { reason } }));
    case 'downgrade':
      return data(api.POST('/api/deals/{id}/downgrade', { ...call, body: { reason } }));
    case 'reopen':
      return data(api.POST('/api/deals/{id}/reopen', { ...call, body: { reason } }));
  }
}

/** Puts the deal with everything on it into the trash. */
export function trashDeal({ id, version }: Mover) {
  return data(api.DELETE('/api/deals/{id}', onDeal(id, version)));
}

/** Gives the deal to another owner. */
export function giveTo({ id, version }: Mover, owner_id: string) {
  return data(api.POST('/api/deals/{id}/owner', { ...onDeal(id, version), body: { owner_id } }));
}

/** Takes a colleague into the team of the deal, or changes what he does there. */
export function putMember(id: string, user: string, role: MemberRole) {
  return data(api.PUT('/api/deals/{id}/members/{user}', { params: { path: { id, user } }, body: { role } }));
}

/** Takes a colleague off the team of the deal. */
export function dropMember(id: string, user: string) {
  return data(api.DELETE('/api/deals/{id}/members/{user}', { params: { path: { id, user } } }));
}

/** Evidence for a criterion of the gate: a note or a file of the deal, a text, or one of the two with a text. */
export interface GivenEvidence {
  criterion: Exit;
  text: string;
  note_id?: string;
  file_id?: string;
}

/** Hands in evidence for a criterion of the gate. */
export function giveEvidence(id: string, body: GivenEvidence, key: string) {
  return data(api.POST('/api/deals/{id}/evidence', { params: { path: { id } }, headers: once(key), body }));
}

/** Accepts or refuses the evidence of a criterion. */
export function judge(id: string, criterion: Exit, verdict: 'accepted' | 'refused', note?: string) {
  const body = { criterion, verdict, note };
  return data(api.POST('/api/deals/{id}/judgements', { params: { path: { id } }, headers: once(), body }));
}

/** Lets a criterion pass without evidence until a day. */
export function override(id: string, body: { criterion: Exit; reason: string; expires_on: string }, key: string) {
  return data(api.POST('/api/deals/{id}/overrides', { params: { path: { id } }, headers: once(key), body }));
}

/** Notes what was seen of a person. */
export function observe(id: string, body: NewSighting, key?: string) {
  return data(api.POST('/api/influences/{id}/observations', { params: { path: { id } }, headers: once(key), body }));
}

/** Puts a person on the deal. */
export function addInfluence(id: string, body: NewInfluence, key: string) {
  return data(api.POST('/api/deals/{id}/influences', { params: { path: { id } }, headers: once(key), body }));
}

/** Changes what is known of a person: his fields, what was seen of him, and whom he sways; all or nothing. */
export function editInfluence(id: string, version: number, body: InfluencePatch) {
  return data(api.PATCH('/api/influences/{id}', { ...onDeal(id, version), body }));
}

/** Takes a person off the deal. */
export function dropInfluence({ id, version }: Influence) {
  return data(api.DELETE('/api/influences/{id}', onDeal(id, version)));
}

/** Keeps where the cards lie on the map. */
export function arrange(id: string, positions: Record<string, { x: number; y: number }>) {
  return data(api.PUT('/api/deals/{id}/layout', { params: { path: { id } }, body: { positions } }));
}

/** What is written about a rival. */
export type RivalFields = Pick<
  Competitor,
  'name' | 'position' | 'incumbent' | 'first_seen_on' | 'last_intel_on' | 'counter_plan' | 'backers' | 'points'
>;

/** Adds a rival to the deal. */
export function addRival(id: string, body: RivalFields, key: string) {
  return data(api.POST('/api/deals/{id}/competitors', { params: { path: { id } }, headers: once(key), body }));
}

/** Changes a rival. */
export function editRival(id: string, version: number, body: RivalPatch) {
  return data(api.PATCH('/api/competitors/{id}', { ...onDeal(id, version), body }));
}

/** Takes a rival off the deal. */
export function dropRival({ id, version }: Competitor) {
  return data(api.DELETE('/api/competitors/{id}', onDeal(id, version)));
}

/** A task to be made. */
export interface NewTask {
  title: string;
  due_on?: string;
  assignee_id?: string;
  rule?: string;
  flag_subject?: string;
  /** The influence whom to see, and which value of his is to move where to. */
  person_id?: string;
  aim?: Task['aim'];
  aim_to?: Task['aim_to'];
}

/** Makes a task of the deal. */
export function addTask(deal: string, task: NewTask, key: string) {
  return data(api.POST('/api/tasks', { headers: once(key), body: { subject: `deal:${deal}`, ...task } }));
}

/** What is done about a red flag: a new task, or a strength of ours. */
export type Answer =
  | { task: Pick<NewTask, 'title' | 'due_on' | 'assignee_id'> }
  | { strength: string }
  | { strength_id: string };

/** Lets a task or a strength answer a red flag. */
export function mitigateFlag(id: string, body: Answer, key: string) {
  return data(api.POST('/api/flags/{id}/mitigate', { params: { path: { id } }, headers: once(key), body }));
}

/** Leaves a red flag as it is until a day of review. */
export function acceptFlag(id: string, body: { reason: string; until: string }, key: string) {
  return data(api.POST('/api/flags/{id}/accept', { params: { path: { id } }, headers: once(key), body }));
}

/** Takes back that a red flag is answered or accepted. */
export function reopenFlag(id: string, reason: string, key: string) {
  return data(api.POST('/api/flags/{id}/reopen', { params: { path: { id } }, headers: once(key), body: { reason } }));
}

/** Changes a task; done closes it. */
export function editTask({ id, version }: Task, body: TaskPatch) {
  return data(api.PATCH('/api/tasks/{id}', { ...onDeal(id, version), body }));
}

/** Removes a task. */
export function dropTask({ id, version }: Task) {
  return data(api.DELETE('/api/tasks/{id}', onDeal(id, version)));
}

/** Writes a note about the deal. */
export function addNote(deal: string, text: string, key: string) {
  return data(api.POST('/api/notes', { headers: once(key), body: { subject: `deal:${deal}`, text } }));
}

/** Changes the text of a note. */
export function editNote({ id, version }: Note, text: string) {
  return data(api.PATCH('/api/notes/{id}', { ...onDeal(id, version), body: { text } }));
}

/** Removes a note. */
export function dropNote({ id, version }: Note) {
  return data(api.DELETE('/api/notes/{id}', onDeal(id, version)));
}
