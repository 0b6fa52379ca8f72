// Values of records in words: what a field is called, and how its value is written for people.
import { useMemo } from 'react';
import { usePeople } from '@/api/people';
import { type Label, useText } from '@/i18n';
import { exactMoney, type Money, number, support, useFormat } from '@/i18n/format';

const families: Record<string, string> = {
  attendee: 'level_rank',
  approval_status: 'approval',
  account_event: 'account_event',
  booking: 'resource_kind',
  budget_status: 'budget_status',
  buyer_stage: 'buyer_stage',
  coach_rank: 'level_rank',
  commitment: 'commitment',
  companion_sign: 'companion_sign',
  competition: 'competition',
  contact: 'contact',
  contact_peak: 'contact',
  criterion: 'criterion',
  entry_timing: 'entry_timing',
  grade: 'grade',
  home: 'home',
  influence: 'influence',
  item: 'info',
  kind: 'criterion_kind',
  layer: 'need_layer',
  level_rank: 'level_rank',
  man_a: 'answer',
  man_m: 'answer',
  man_n: 'answer',
  mode: 'mode',
  mode_computed: 'mode',
  mode_set: 'mode',
  opp_type: 'opp_type',
  position: 'rival_position',
  presence: 'presence',
  procurement_mode: 'procurement',
  q1: 'answer',
  q2: 'answer',
  q3: 'answer',
  q4: 'answer',
  relation: 'relation',
  role: 'member_role',
  roles: 'role',
  sales_model: 'sales_model',
  severity: 'severity',
  source: 'origin',
  source_role: 'role',
  sso_slot: 'objective.slot',
  stage: 'stage',
  stage_verified: 'stage',
  status: 'deal_status',
  trigger: 'trigger',
  urgency: 'urgency',
  veto: 'risk',
  side: 'point_side',
  visit_group: 'visit_group',
  visit_trigger: 'trigger',
  wins: 'win',
};
// Fields that mean something else on rows of a kind.
const ofKind: Record<string, string> = {
  'account_event.kind': 'account_event',
  'booking.kind': 'resource_kind',
  'external_body.kind': 'text',
  'intel.kind': 'intel_kind',
  'booking.rule': 'rule_title',
  'task.rule': 'rule_title',
  'visit.group': 'visit_group',
};
const signed = new Set(['support']);
const isDay = /^\d{4}-\d\d-\d\d$/;
const isMoment = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;

/** The name of a field of a record of a kind; a field without a text is shown by its code. */
export function fieldName(label: Label, field: string, kind: string): string {
  for (const family of [`${kind}.field`, 'field', 'fact', 'deal.field']) {
    for (const name of [field, field.replace(/_id$/, '')]) {
      const said = label(family, name);
      if (said !== name) return said;
    }
  }
  return field;
}

interface Speech {
  label: Label;
  unknown: string;
  /** Stands for another record whose name is not at hand. */
  other: string;
  yes: string;
  no: string;
  day: (value: string) => string;
  moment: (value: string) => string;
  name: (id: string) => string | undefined;
}

function isMoney(value: object): value is Money {
  return 'amount' in value && 'currency' in value;
}

const infoStatuses = new Set(['unknown', 'partial', 'confirmed']);

function scalar(speech: Speech, field: string, value: string | number, kind = ''): string {
  const text = String(value);
  const own = ofKind[`${kind}.${field}`];
  if (own === 'rule_title') return speech.label('rule', `${text}.title`);
  if (own) return speech.label(own, text);
  if (field === 'status' && infoStatuses.has(text)) return speech.label('info_status', text);
  if (signed.has(field) && text !== '') return support(Number(text));
  const family = families[field];
  if (family && text === '0') return speech.unknown;
  if (family) return speech.label(family, text);
  if (text === 'yes') return speech.yes;
  if (text === 'no') return speech.no;
  if (typeof value === 'number') return number(value);
  if (isDay.test(text)) return speech.day(text);
  if (isMoment.test(text)) return speech.moment(text);
  if (!field.endsWith('_id')) return speech.name(text) ?? text;
  return text === '0' ? speech.unknown : (speech.name(text) ?? speech.other);
}

/** A value in words; what is not known is said to be unknown. */
export function valueWords(speech: Speech, field: string, value: unknown, kind?: string): string {
  if (value === undefined || value === null || value === '') return speech.unknown;
  if (typeof value === 'boolean') return value ? speech.yes : speech.no;
  if (typeof value === 'string' || typeof value === 'number') return scalar(speech, field, value, kind);
  if (Array.isArray(value)) {
    if (value.length === 0) return speech.unknown;
    return value.map((one) => valueWords(speech, field, one, kind)).join(' · ');
  }
  if (typeof value !== 'object') return String(value);
  if (isMoney(value)) return exactMoney(value);
  const parts = Object.entries(value).map(
    ([name, part]) => `${fieldName(speech.label, name, kind ?? '')} ${valueWords(speech, name, part, kind)}`,
  );
  return parts.join(' · ') || speech.unknown;
}

/** Puts fields and values into words, and ids of people into names. */
export interface Words {
  field: (name: string, kind?: string) => string;
  value: (field: string, value: unknown, kind?: string) => string;
  name: (id: string | undefined) => string | undefined;
}

interface Known {
  id: string;
  contact_id: string;
  name: string;
}

const nobody: Known[] = [];

/** The words in the language in use; they know the colleagues, and the influences that are given. */
export function useSpeech(influences: Known[] = nobody): Words {
  const { t, label } = useText();
  const format = useFormat();
  const people = usePeople();
  const colleagues = people.data?.items;
  return useMemo(() => {
    const names = new Map<string, string>();
    for (const person of colleagues ?? []) names.set(person.id, person.name);
    for (const person of influences) names.set(person.id, person.name).set(person.contact_id, person.name);
    const speech: Speech = {
      label,
      unknown: t('value.unknown'),
      other: t('timeline.another'),
      yes: t('answer.yes'),
      no: t('answer.no'),
      day: format.day,
      moment: format.moment,
      name: (id) => names.get(id),
    };
    return {
      field: (name: string, kind = 'deal') => fieldName(label, name, kind),
      value: (field: string, value: unknown, kind?: string) => valueWords(speech, field, value, kind),
      name: (id: string | undefined) => (id ? names.get(id) : undefined),
    };
  }, [t, label, format, colleagues, influences]);
}
