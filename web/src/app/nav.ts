// The screens of the product in the order of the navigation. A new screen is one line here and one route in router.tsx.
import { IconLayoutKanban, IconTable } from '@tabler/icons-react';
import { useMay } from '@/api/session';
import type { Key } from '@/i18n';

/** One entry of the navigation. */
export interface Place {
  to: '/pipeline' | '/deals';
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
];

/** The places this person may go to. */
export function usePlaces(): Place[] {
  const may = useMay();
  return places.filter((place) => !place.act || may(place.act));
}
