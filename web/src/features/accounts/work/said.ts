// Fields of the timeline and their values in words.
import { useMemo } from 'react';
import { type Label, useText } from '@/i18n';
import { exactMoney, type Money, number, support, useFormat } from '@/i18n/format';
import { usePersonName } from '../columns';
import type { Difference } from '../types';

const families: Record<string, string> = {
  level_rank: 'level_rank',
  relation: 'relation',
  status: 'deal_status',
  stage: 'stage',
  stage_verified: 'stage',
  grade: 'grade',
  roles: 'role',
  influence: 'influence',
  mode: 'mode',
  contact: 'contact',
  contact_peak: 'contact',
};
const people = new Set(['owner_id', 'assignee_id', 'author_id', 'user_id']);

/** The name of a field of a record; one without a text is shown by its code. */
export function fieldText(label: Label, kind: string, field: string): string {
  for (const family of [`${kind}.field`, 'field', 'deal.field', 'fact']) {
    for (const name of [field, field.replace(/_id$/, '')]) {
      const said = label(family, name);
      if (said !== name) return said;
    }
  }
  return field;
}

function isMoney(value: unknown): value is Money {
  return typeof value === 'object' && value !== null && 'amount' in value && 'currency' in value;
}

/** The functions that put a field and a value into words. */
export function useSaid() {
  const { t, label } = useText();
  const format = useFormat();
  const nameOf = usePersonName();
  return useMemo(() => {
    const value = (change: Difference, raw: unknown): string => {
      const { field = '' } = change;
      if (raw === undefined || raw === null || raw === '') return '';
      if (Array.isArray(raw)) return raw.map((one) => value(change, one)).join(' · ');
      if (isMoney(raw)) return exactMoney(raw);
      if (typeof raw === 'boolean') return t(raw ? 'answer.yes' : 'answer.no');
      const text = String(raw);
      if (field === 'support') return support(Number(raw));
      if (raw === 0 || text === '0') return '';
      if (families[field]) return label(families[field], text);
      if (people.has(field)) return nameOf(text) ?? t('value.unknown');
      if (/_id$/.test(field)) return t('timeline.another');
      if (typeof raw === 'number') return number(raw);
      if (/^\d{4}-\d\d-\d\d/.test(text)) return format.day(text);
      return typeof raw === 'object' ? JSON.stringify(raw) : text;
    };
    return { value, field: ({ kind, field = '' }: Difference) => fieldText(label, kind, field) };
  }, [t, label, format, nameOf]);
}
