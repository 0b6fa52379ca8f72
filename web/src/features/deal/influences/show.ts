// Whom the map and the list of people show.
import type { Influence, Sheet } from '../types';
import { silence, silentAfter } from './silence';

/** What one may ask for; all is no filter. */
export const shows = ['all', 'for', 'against', 'unknown', 'flagged', 'silent'] as const;
export type Show = (typeof shows)[number];

/** Takes what is known out of an address. */
export function cleanShow(value: unknown): Show | undefined {
  return shows.find((show) => show === value && show !== 'all');
}

/** Whether a person is among those who were asked for. */
export function shown(person: Influence, show: Show, sheet: Sheet, today: string): boolean {
  switch (show) {
    case 'all':
      return true;
    case 'for':
      return (person.support ?? 0) > 0;
    case 'against':
      return (person.support ?? 0) < 0;
    case 'unknown':
      return person.support === undefined;
    case 'flagged':
      return sheet.flags.some((flag) => flag.status !== 'accepted' && flag.influence_id === person.id);
    case 'silent':
      return (silence(person, today) ?? 0) > silentAfter;
  }
}
