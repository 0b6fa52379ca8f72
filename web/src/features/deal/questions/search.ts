// What the address of the nine questions says besides the deal.

/** The part of the address of the nine questions after the question mark. */
export interface QuestionSearch {
  /** The question that is open, 1 to 9. */
  q?: string;
}

/** Takes what the page of the nine questions knows out of an address and drops the rest. */
export function cleanQuestionSearch({ q }: Record<string, unknown>): QuestionSearch {
  return typeof q === 'string' && /^[1-9]$/.test(q) ? { q } : {};
}
