const msPerDay = 86_400_000;

/** The day (YYYY-MM-DD) that many days after another. */
export function plusDays(day: string, days: number): string {
  return new Date(Date.parse(day) + days * msPerDay).toISOString().slice(0, 10);
}
