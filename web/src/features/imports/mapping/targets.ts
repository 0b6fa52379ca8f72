// What the texts of a column may be read as, for the fields that take only what is known.

import { usePeople } from '@/api/people';
import { useText } from '@/i18n';
import { useProductNames } from '../queries';
import type { Kind } from '../types';

/** One thing that a text may mean: how it is written into the plan, and how it is shown. */
export interface Target {
  value: string;
  label: string;
}

const stages = ['S1', 'S2', 'S3', 'S4', 'S5', 'S6'];
const endings = ['won', 'lost', 'abandoned', 'downgraded'];
const userRoles = ['rep', 'manager', 'director', 'readonly', 'admin'];
const named = (names: string[]): Target[] => [...new Set(names)].map((name) => ({ value: name, label: name }));

/** The targets of a field; none for a field that takes any text. */
export function useTargets(kind: Kind, field: string | undefined): Target[] {
  const { label } = useText();
  const people = usePeople().data?.items ?? [];
  const products = useProductNames(field === 'product').data ?? [];
  const of = (family: string, codes: string[]) => codes.map((value) => ({ value, label: label(family, value) }));
  if (field === 'stage') {
    const numbered = stages.map((value) => ({ value, label: `${value} ${label('stage', value)}` }));
    return [...numbered, ...of('deal_status', endings)];
  }
  if (field === 'role' && kind === 'users') return of('user_role', userRoles);
  if (field === 'owner') return named(people.filter(({ active }) => active).map(({ name }) => name));
  if (field === 'manager') return named(people.map(({ name }) => name));
  return field === 'product' ? named(products) : [];
}

/** Tells whether a field takes only what is known, so that texts are worth mapping. */
export function isClosed(kind: Kind, field: string): boolean {
  return ['stage', 'owner', 'manager', 'product'].includes(field) || (field === 'role' && kind === 'users');
}
