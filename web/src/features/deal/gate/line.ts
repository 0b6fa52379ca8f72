const lineLength = 60;

/** What a note is called where there is room for a line. */
export function firstLine(text: string): string {
  const [line = ''] = text.trim().split('\n');
  return line.length > lineLength ? `${line.slice(0, lineLength)}…` : line;
}
