// What of an event's changes is told: each change once, by whom it is about, and nothing that only follows from another.
import type { components } from '@/api/schema';

type TimelineEvent = components['schemas']['Happening'];
type TimelineChange = components['schemas']['Difference'];

/** Rows that repeat what the act itself says. */
const silentKinds = new Set([
  'move',
  'judgement',
  'ruling',
  'edge',
  'member',
  'tagging',
  'view',
  'review',
  'challenge',
]);
const silentFields = new Set([
  'place',
  'hidden',
  'stage_entered_on',
  'contact_peak',
  'sso_changed_on',
  'need_changed_on',
  'criteria_changed_on',
  'eb_changed_on',
  'objective',
]);

/** One value that changed. */
export interface Turn {
  kind: string;
  field: string;
  before?: unknown;
  after?: unknown;
}

/** The values that changed of one thing, or a red flag that was raised or is gone. */
export interface Told {
  key: string;
  /** The person it is about; absent: the subject of the act itself. */
  name?: string;
  turns: Turn[];
  flag?: 'raised' | 'cleared';
  rule?: string;
  /** The influence that the flag is about. */
  about?: string;
}

function flagTold(change: TimelineChange, key: string): Told | undefined {
  const flag = change.how === 'added' ? 'raised' : change.field === 'cleared_at' ? 'cleared' : undefined;
  if (!flag) return undefined;
  const rule = /^[A-Z]{2}-\d+$/.test(change.name ?? '') ? change.name : undefined;
  return { key, turns: [], flag, rule, about: change.about_id, name: rule ? undefined : change.name };
}

/** What an event tells. */
export function story(event: TimelineEvent): Told[] {
  const rows = event.changes.filter(({ kind }) => kind === 'influence' || kind === 'deal');
  const said = new Set(rows.map(({ field }) => field));
  const told: Told[] = [];
  event.changes.forEach((change, at) => {
    const key = `${event.id}-${at}`;
    const { kind, field, before, after } = change;
    if (kind === 'flag') {
      const flag = flagTold(change, key);
      if (flag) told.push(flag);
      return;
    }
    if (silentKinds.has(kind) || !field || silentFields.has(field)) return;
    if (kind === 'observation' && said.has(field)) return;
    const name = change.about_id ? change.name : undefined;
    const same = told.find((one) => !one.flag && one.name === name);
    const turn = { kind, field, before, after };
    if (same) same.turns.push(turn);
    else told.push({ key, name, turns: [turn] });
  });
  return told;
}
