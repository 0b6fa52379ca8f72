// The address of the handbook: the page that is open.

/** The part of the address after the question mark. */
export interface HandbookSearch {
  /** Kind and code of the page, such as rule:RF-01 or role:EB. */
  topic?: string;
}

/** Takes what the screen knows out of an address and drops the rest. */
export function cleanHandbookSearch({ topic }: Record<string, unknown>): HandbookSearch {
  return typeof topic === 'string' && /^[a-z]+:[\w.-]+$/.test(topic) ? { topic } : {};
}
