// How wide words are in a picture, which breaks no lines by itself.
let canvas: CanvasRenderingContext2D | null | undefined;

/** The width of a text in the letters of the page, in map units. */
export function widthOf(text: string, size: number): number {
  canvas ??= document.createElement('canvas').getContext('2d');
  if (!canvas) return text.length * size;
  canvas.font = `600 ${size}px ${getComputedStyle(document.body).fontFamily}`;
  return canvas.measureText(text).width;
}

/** The text, or as much of it as there is room for. */
export function cut(text: string, room: number, size: number): string {
  if (widthOf(text, size) <= room) return text;
  const letters = [...text];
  while (letters.length > 1 && widthOf(`${letters.join('')}…`, size) > room) letters.pop();
  return `${letters.join('')}…`;
}
