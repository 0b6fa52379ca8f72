// The curve of a person's support: steps between observations, in percent of the figure.
import { daysBetween } from '@/i18n/format';
import type { Seen } from '../../types';

/** An observation of support on the figure: x from the first day to the last, y from +5 down to −5, each 0 to 100. */
export interface Mark {
  seen: Seen;
  x: number;
  /** Absent where support became unknown again. */
  y: number | undefined;
}

const span = 10;

/** Where a value from −5 to +5 lies. */
export function height(value: number): number {
  return ((span / 2 - value) / span) * 100;
}

/** The observations of support among those of a person, the latest first, as marks from the oldest to the latest. */
export function marks(items: readonly Seen[], today: string): Mark[] {
  const seen = items.filter(({ field }) => field === 'support').toReversed();
  const first = seen[0]?.on;
  if (!first) return [];
  const days = daysBetween(first, today);
  return seen.map((one) => ({
    seen: one,
    x: days > 0 ? (daysBetween(first, one.on) / days) * 100 : 100,
    y: typeof one.value === 'number' ? height(one.value) : undefined,
  }));
}

/** The steps between the marks as the path of an SVG; a value holds until the next one, the last until today. */
export function steps(list: readonly Mark[]): string {
  const path: string[] = [];
  let drawing = false;
  for (const { x, y } of list) {
    if (drawing) path.push(`H${x}`);
    if (y !== undefined) path.push(drawing ? `V${y}` : `M${x} ${y}`);
    drawing = y !== undefined;
  }
  if (drawing) path.push('H100');
  return path.join('');
}
