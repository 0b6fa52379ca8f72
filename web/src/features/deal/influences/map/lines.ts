// All lines of the map at once: each passes between the cards, and seldom along another one.
import { type Box, gridOf } from './grid';
import { type Kind, type Point, Router } from './route';

/** A line to be drawn. */
export interface Link {
  id: string;
  from: string;
  to: string;
  kind: Kind;
}

const radius = 8;
const near = 4; // a line that comes nearer to the side of a card seems to touch it

/** A line with rounded corners, as the path of an SVG. */
export function drawn(points: Point[]): string {
  const [first, ...rest] = points;
  if (!first) return '';
  let path = `M${first.x},${first.y}`;
  rest.forEach((corner, at) => {
    const [before, after] = [points[at] as Point, rest[at + 1]];
    if (!after) {
      path += `L${corner.x},${corner.y}`;
      return;
    }
    const room = Math.min(radius, span(before, corner) / 2, span(corner, after) / 2);
    const [into, out] = [towards(corner, before, room), towards(corner, after, room)];
    path += `L${into.x},${into.y}Q${corner.x},${corner.y} ${out.x},${out.y}`;
  });
  return path;
}

function span(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}

function towards(from: Point, to: Point, way: number): Point {
  const part = way / (span(from, to) || 1);
  return { x: from.x + (to.x - from.x) * part, y: from.y + (to.y - from.y) * part };
}

/** A line that does not look where it passes: while a card is under way, and where cards leave no way. */
export function direct(from: Box, to: Box, kind: Kind): Point[] {
  const [a, b] = [middle(from), middle(to)];
  if (kind === 'reports' || Math.abs(a.y - b.y) > Math.abs(a.x - b.x)) {
    const down = a.y < b.y;
    const [start, end] = [down ? from.y + from.height : from.y, down ? to.y : to.y + to.height];
    const half = (start + end) / 2;
    return [
      { x: a.x, y: start },
      { x: a.x, y: half },
      { x: b.x, y: half },
      { x: b.x, y: end },
    ];
  }
  const right = a.x < b.x;
  const [start, end] = [right ? from.x + from.width : from.x, right ? to.x : to.x + to.width];
  const half = (start + end) / 2;
  return [
    { x: start, y: a.y },
    { x: half, y: a.y },
    { x: half, y: b.y },
    { x: end, y: b.y },
  ];
}

function middle({ x, y, width, height }: Box): Point {
  return { x: x + width / 2, y: y + height / 2 };
}

/** The corners of every line between cards that are there: reporting lines first, then the shortest. */
export function linesOf(boxes: Map<string, Box>, links: Link[]): Map<string, Point[]> {
  const router = new Router(gridOf([...boxes.values()]));
  const out = new Map<string, Point[]>();
  const there = links.flatMap((link) => {
    const [from, to] = [boxes.get(link.from), boxes.get(link.to)];
    if (!from || !to || link.from === link.to) return [];
    const far = span(middle(from), middle(to)) + (link.kind === 'reports' ? 0 : 1_000_000);
    return [{ link, from, to, far }];
  });
  const cards = [...boxes.values()];
  for (const { link, from, to } of there.sort((a, b) => a.far - b.far)) {
    const plain = direct(from, to, link.kind);
    const simple = link.kind === 'reports' && from.y + from.height < to.y && free(plain, cards);
    out.set(link.id, simple ? plain : (router.line(from, to, link.kind) ?? plain));
  }
  return out;
}

/** Whether a line passes through no card; its ends lie on the borders of two. */
function free(line: Point[], cards: Box[]): boolean {
  return line.every((a, at) => {
    const b = line[at + 1];
    if (!b) return true;
    const [left, right] = [Math.min(a.x, b.x), Math.max(a.x, b.x)];
    const [top, bottom] = [Math.min(a.y, b.y), Math.max(a.y, b.y)];
    return !cards.some(
      ({ x, y, width, height }) => right > x - near && left < x + width + near && bottom > y && top < y + height,
    );
  });
}
