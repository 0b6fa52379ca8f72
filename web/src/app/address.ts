// What stands in an address after the question mark.

/** Where to go after the log-in: only within this product; undefined takes away what the address bar holds. */
export function target(search: Record<string, unknown>): { to?: string } {
  const { to } = search;
  return { to: typeof to === 'string' && /^\/(?![/\\])/.test(to) ? to : undefined };
}

/** Reads what stands after the question mark; every value is text: an id has more digits than a number holds. */
export function parseSearch(search: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(search));
}

/** Writes it again, without what is not given. */
export function stringifySearch(search: Record<string, unknown>): string {
  const given = Object.entries(search).filter(([, value]) => value !== undefined && value !== '');
  const written = new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString();
  return written && `?${written}`;
}
