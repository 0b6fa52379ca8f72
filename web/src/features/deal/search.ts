// What the address of a deal page says besides the deal: the form of the influences and the person who is open.

import { cleanShow, type Show } from './influences/show';
import { isPlace, type Place } from './places';

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
}

/** Takes what the page knows out of an address and drops the rest. */
export function cleanSheetSearch(search: Record<string, unknown>): SheetSearch {
  const { view, person, role, part, at } = search;
  const show = cleanShow(search.show);
  return {
    ...((view === 'map' || view === 'list') && { view }),
    ...(show && { show }),
    ...(typeof person === 'string' && person && { person }),
    ...(typeof part === 'string' && part && { part }),
    ...(typeof role === 'string' && role && { role }),
    ...(isPlace(at) && { at }),
  };
}

/** The part of the address of the nine questions after the question mark. */
export interface QuestionSearch {
  /** The question that is open, 1 to 9. */
  q?: string;
}

/** Takes what the page of the nine questions knows out of an address and drops the rest. */
export function cleanQuestionSearch({ q }: Record<string, unknown>): QuestionSearch {
  return typeof q === 'string' && /^[1-9]$/.test(q) ? { q } : {};
}

/** The papers that a deal is printed on: the sheet on A3 landscape, the briefing on A4. */
export const papers = ['a3', 'a4'] as const;
export type Paper = (typeof papers)[number];

/** The part of the address of the one page after the question mark. */
export interface BriefSearch {
  /** The paper that is shown as it is printed. */
  paper?: Paper;
}

/** Takes what the one page knows out of an address and drops the rest. */
export function cleanBriefSearch({ paper }: Record<string, unknown>): BriefSearch {
  const found = papers.find((one) => one === paper);
  return found ? { paper: found } : {};
}
