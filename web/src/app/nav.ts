// The screens of the product in the order of the navigation. A new screen is one line here and one route in router.tsx.
import {
  IconAddressBook,
  IconBook2,
  IconBuilding,
  IconCalendarWeek,
  IconChecklist,
  IconFileImport,
  IconFlag,
  IconLayoutKanban,
  IconSettings,
  IconTable,
} from '@tabler/icons-react';
import { useMay } from '@/api/session';
import type { Key } from '@/i18n';

/** One entry of the navigation. */
export interface Place {
  to:
    | '/pipeline'
    | '/deals'
    | '/accounts'
    | '/contacts'
    | '/tasks'
    | '/flags'
    | '/week'
    | '/imports'
    | '/handbook'
    | '/settings';
  text: Key;
  icon: typeof IconTable;
  /** The second key after "g". */
  key: string;
  /** The act one must be allowed to see it at all. */
  act?: string;
  /** Stands in the bar at the bottom of a phone; the others are behind "more". */
  phone?: boolean;
}

export const places: Place[] = [
  { to: '/pipeline', text: 'nav.pipeline', icon: IconLayoutKanban, key: 'p', phone: true },
  { to: '/deals', text: 'nav.deals', icon: IconTable, key: 'd', phone: true },
  { to: '/accounts', text: 'nav.accounts', icon: IconBuilding, key: 'a', act: 'account.read', phone: true },
  { to: '/contacts', text: 'nav.contacts', icon: IconAddressBook, key: 'c', act: 'account.read' },
  { to: '/tasks', text: 'nav.tasks', icon: IconChecklist, key: 't', phone: true },
  { to: '/flags', text: 'nav.flags', icon: IconFlag, key: 'f' },
  { to: '/week', text: 'nav.week', icon: IconCalendarWeek, key: 'w' },
  { to: '/imports', text: 'nav.imports', icon: IconFileImport, key: 'i', act: 'import' },
  { to: '/handbook', text: 'nav.handbook', icon: IconBook2, key: 'h' },
  { to: '/settings', text: 'nav.settings', icon: IconSettings, key: 's' },
];

/** The places this person may go to. */
export function usePlaces(): Place[] {
  const may = useMay();
  return places.filter((place) => !place.act || may(place.act));
}
