// What the tour shows, where it stands on the screen, and on which page.
import type { Key } from '@/i18n';

export interface GuideStep {
  /** What it points at. */
  at: string;
  page: 'board' | 'deal' | 'any';
  head: Key;
  text: Key;
  /** A link inside of what it points at, which the next step lies behind. */
  through?: string;
}

/** What to do next on a deal: there the work begins. */
export const beginning = '[data-guide=next]';

const deal = [
  { at: beginning, head: 'guide.next_steps.head', text: 'guide.next_steps.text' },
  { at: '#part-flags', head: 'guide.flags.head', text: 'guide.flags.text' },
  { at: '#part-people', head: 'guide.map.head', text: 'guide.map.text' },
  { at: '#part-see', head: 'guide.plan.head', text: 'guide.plan.text' },
] as const;

/** The tour of a house with deals: from the board into one deal, that with most flags where it is on the board. */
export const full = (id: string): GuideStep[] => [
  {
    at: `#card-${id}, article[id^=card-]`,
    page: 'board',
    head: 'guide.board.head',
    text: 'guide.board.text',
    through: 'a[href*="/deals/"]',
  },
  ...deal.map((step) => ({ ...step, page: 'deal' as const })),
];

/** The tour of an empty house: how to get a first deal. */
export const empty: GuideStep[] = [
  { at: '[data-guide=new]', page: 'any', head: 'guide.new.head', text: 'guide.new.text' },
  { at: 'nav a[href="/imports"]', page: 'any', head: 'guide.import.head', text: 'guide.import.text' },
];

/** Whether a step belongs to an address. */
export function here({ page }: GuideStep, path: string): boolean {
  if (page === 'any') return true;
  return page === 'board' ? path === '/pipeline' : /^\/deals\/\d+$/.test(path);
}
