/** The address of the tasks: the open ones, or those that are done. */
export interface TaskSearch {
  show?: 'done';
}

/** Takes what the screen knows out of an address and drops the rest. */
export function cleanTaskSearch(search: Record<string, unknown>): TaskSearch {
  return search.show === 'done' ? { show: 'done' } : {};
}
