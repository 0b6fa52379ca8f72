const units = ['B', 'KB', 'MB', 'GB'];

/** Writes a number of bytes in short: 12 B, 3.4 MB; a KB is 1024 bytes, as file managers count. */
export function sizeOf(bytes: number): string {
  let at = 0;
  let value = bytes;
  while (value >= 1024 && at < units.length - 1) {
    value /= 1024;
    at++;
  }
  return `${at === 0 || value >= 100 ? Math.round(value) : Math.round(value * 10) / 10} ${units[at]}`;
}
