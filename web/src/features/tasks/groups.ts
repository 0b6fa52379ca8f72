// Tasks in the order in which they press: overdue, today, this week, later, without a day.
import type { components } from '@/api/schema';

export type Task = components['schemas']['TaskRow'];

/** When a task is due, seen from today. */
export const dues = ['overdue', 'today', 'week', 'later', 'none'] as const;
export type Due = (typeof dues)[number];

const msPerDay = 86_400_000;

/** The last day of the week of a day, a Sunday. */
export function weekEnd(today: string): string {
  const at = Date.parse(`${today}T00:00:00Z`);
  const past = (new Date(at).getUTCDay() + 6) % 7;
  return new Date(at + (6 - past) * msPerDay).toISOString().slice(0, 10);
}

/** Where a day stands, seen from today. */
export function dueOf(day: string | undefined, today: string): Due {
  if (!day) return 'none';
  if (day < today) return 'overdue';
  if (day === today) return 'today';
  return day <= weekEnd(today) ? 'week' : 'later';
}

/** Tasks by when they are due, in order; groups without tasks are left out. */
export function grouped(tasks: Task[], today: string): { due: Due; tasks: Task[] }[] {
  return dues
    .map((due) => ({ due, tasks: tasks.filter((task) => dueOf(task.due_on, today) === due) }))
    .filter(({ tasks: found }) => found.length > 0);
}
