// Days of the time machine: numbers on the slider, and the next day on which something changed.
const msPerDay = 86_400_000;

/** The day that is some days after another. */
export function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(day) + days * msPerDay).toISOString().slice(0, 10);
}

/** The nearest of the days before (−1) or after (+1) a day; undefined when there is none. Days are oldest first. */
export function stepFrom(days: string[], day: string, way: -1 | 1): string | undefined {
  return way < 0 ? days.findLast((one) => one < day) : days.find((one) => one > day);
}

/** A day within two others. */
export function within(day: string, first: string, last: string): string {
  if (day < first) return first;
  return day > last ? last : day;
}
