// What the address of the one page says besides the deal.

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
