// Who is among those whom one asked for.
import type { Influence, Sheet } from '../types';
import type { Show } from './show';

/** Whether a person is among those who were asked for. */
export function shown(person: Influence, show: Show, sheet: Sheet): boolean {
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
      return Boolean(person.silent_days);
  }
}
