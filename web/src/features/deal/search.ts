// What the address of a deal page says besides the deal: the form of the influences and the person who is open.

import { cleanShow, type Show } from './influences/show';
import type { Place } from './places';

/** The influences as a map or as a list; without a word the screen decides. */
export type PeopleView = 'map' | 'list';

/** The part of the address after the question mark. */
export interface SheetSearch {
  view?: PeopleView;
  /** Whom the map and the list show; nobody in particular without a word. */
  show?: Show;
  /** An influence, or "new" for one to be added. */
  person?: string;
  /** The buying role that a new influence is looked for. */
  role?: string;
  /** A number, symptom or strength whose parts are open. */
  part?: string;
  /** The part of the page that is shown first. */
  at?: Place;
  /** The day of the time machine; absent: now. */
  on?: string;
  /** The earlier day with which that day is compared. */
  from?: string;
}

const aDay = /^\d{4}-\d{2}-\d{2}$/;

/** Takes what the page knows out of an address and drops the rest. */
export function cleanSheetSearch(search: Record<string, unknown>): SheetSearch {
  const { view, person, role, part, at, on, from } = search;
  const show = cleanShow(search.show);
  return {
    ...((view === 'map' || view === 'list') && { view }),
    ...(show && { show }),
    ...(typeof person === 'string' && person && { person }),
    ...(typeof part === 'string' && part && { part }),
    ...(typeof on === 'string' && aDay.test(on) && { on }),
    ...(typeof from === 'string' && aDay.test(from) && { from }),
    ...(typeof role === 'string' && role && { role }),
    ...(typeof at === 'string' && /^[a-z]+$/.test(at) && { at: at as Place }),
  };
}
