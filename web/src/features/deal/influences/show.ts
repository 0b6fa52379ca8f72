// Whom the map and the list of people show.
/** What one may ask for; all is no filter. */
export const shows = ['all', 'for', 'against', 'unknown', 'flagged', 'silent'] as const;
export type Show = (typeof shows)[number];

/** Takes what is known out of an address. */
export function cleanShow(value: unknown): Show | undefined {
  return shows.find((show) => show === value && show !== 'all');
}
