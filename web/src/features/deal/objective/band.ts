// The words for a felt temperature.

/** The bands from the coldest. */
export const bands = ['panic', 'worry', 'ok', 'comfortable', 'euphoric'] as const;

/** The band of a felt temperature from 0 to 100. */
export function bandOf(temperature: number): (typeof bands)[number] {
  return bands[Math.min(4, Math.max(0, Math.ceil(temperature / 20) - 1))] ?? 'ok';
}
