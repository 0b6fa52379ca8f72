import { daysBetween } from '@/i18n/format';
import type { Influence } from '../types';

/** Days without contact after which a person counts as silent. */
export const silentAfter = 30;

/** For how many days nobody has talked with a person; undefined when no contact is known. */
export function silence(person: Influence, today: string): number | undefined {
  return person.last_contact_on ? daysBetween(person.last_contact_on, today) : undefined;
}
