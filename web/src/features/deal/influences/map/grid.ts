// The ways between the cards: the lines beside them and through their middles, and where these are blocked by a card.

/** A card on the map. */
export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** How far beside a card a line passes. */
export const aside = 12;
/** How near to a card a line must not come; less than aside. */
const clear = 8;

/** The crossings of all lines; the one at column i of row j has the number j * columns.length + i. */
export interface Grid {
  columns: number[];
  rows: number[];
  /** 1 where a card lies. */
  blocked: Uint8Array;
}

function lines(values: number[]): number[] {
  return [...new Set(values.map(Math.round))].sort((a, b) => a - b);
}

/** The first index whose value is greater than a bound. */
export function above(values: number[], bound: number): number {
  let [low, high] = [0, values.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((values[middle] as number) > bound) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Where lines may leave a card: parts of its width at the top and bottom, and the middle of its sides. */
export const ports = [0.5, 0.28, 0.72];

/** The grid between cards. */
export function gridOf(boxes: Box[]): Grid {
  const columns = lines(
    boxes.flatMap(({ x, width }) => [x - aside, x + width + aside, ...ports.map((part) => x + width * part)]),
  );
  const rows = lines(boxes.flatMap(({ y, height }) => [y - aside, y + height + aside, y + height / 2]));
  const blocked = new Uint8Array(columns.length * rows.length);
  for (const box of boxes) {
    const [left, right] = [above(columns, box.x - clear), above(columns, box.x + box.width + clear - 1)];
    const [top, bottom] = [above(rows, box.y - clear), above(rows, box.y + box.height + clear - 1)];
    for (let row = top; row < bottom; row++) blocked.fill(1, row * columns.length + left, row * columns.length + right);
  }
  return { columns, rows, blocked };
}
