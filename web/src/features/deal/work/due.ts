// The order in which tasks are listed.
import type { Task } from '../types';

/** The tasks in the order of their days, those without a day last. */
export function byDue(tasks: Task[]): Task[] {
  return tasks.toSorted((a, b) => (a.due_on ?? '9999').localeCompare(b.due_on ?? '9999'));
}
