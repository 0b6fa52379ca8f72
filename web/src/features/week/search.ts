/** The address of a week: which one, and of whose deals; without a week it is this one. */
export interface WeekSearch {
  week?: string;
  owner?: string;
}

/** Takes what the screen knows out of an address and drops the rest. */
export function cleanWeekSearch(search: Record<string, unknown>): WeekSearch {
  const { week, owner } = search;
  return {
    ...(typeof week === 'string' && /^\d{4}-W\d\d$/.test(week) && { week }),
    ...(typeof owner === 'string' && /^\d+$/.test(owner) && { owner }),
  };
}
