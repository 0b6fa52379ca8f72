// The way of an influence arrow: of the curves between the sides of two cards the one that passes behind fewest cards.

/** A card on the map. */
export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

interface Point {
  x: number;
  y: number;
}

interface Side extends Point {
  /** Which way the curve leaves the card. */
  dx: number;
  dy: number;
}

const steps = 24;
const margin = 4;
const crossing = 10_000;
const straying = 2_000;
const bends = [0.25, 0.4, 0.6];

function sides({ x, y, width, height }: Box): Side[] {
  return [
    { x: x + width, y: y + height / 2, dx: 1, dy: 0 },
    { x, y: y + height / 2, dx: -1, dy: 0 },
    { x: x + width * 0.7, y: y + height, dx: 0, dy: 1 },
    { x: x + width * 0.7, y, dx: 0, dy: -1 },
  ];
}

type Curve = [Point, Point, Point, Point];

function curve(from: Side, to: Side, bend: number): Curve {
  const reach = Math.max(36, Math.hypot(to.x - from.x, to.y - from.y) * bend);
  return [
    from,
    { x: from.x + from.dx * reach, y: from.y + from.dy * reach },
    { x: to.x + to.dx * reach, y: to.y + to.dy * reach },
    to,
  ];
}

function at([a, b, c, d]: Curve, t: number): Point {
  const u = 1 - t;
  const mix = (p: number, q: number, r: number, s: number) =>
    u * u * u * p + 3 * u * u * t * q + 3 * u * t * t * r + t * t * t * s;
  return { x: mix(a.x, b.x, c.x, d.x), y: mix(a.y, b.y, c.y, d.y) };
}

function inside({ x, y }: Point, box: Box): boolean {
  return x > box.x - margin && x < box.x + box.width + margin && y > box.y - margin && y < box.y + box.height + margin;
}

function around(boxes: Box[]): Box {
  const x = Math.min(...boxes.map((box) => box.x));
  const y = Math.min(...boxes.map((box) => box.y));
  const right = Math.max(...boxes.map((box) => box.x + box.width));
  const bottom = Math.max(...boxes.map((box) => box.y + box.height));
  return { x, y, width: right - x, height: bottom - y };
}

function cost(path: Curve, ends: [Box, Box], others: Box[], all: Box): number {
  let sum = 0;
  let last = at(path, 0);
  for (let step = 1; step <= steps; step++) {
    const point = at(path, step / steps);
    sum += Math.hypot(point.x - last.x, point.y - last.y);
    last = point;
    const near = step <= 1 || step >= steps - 1;
    const hit = others.some((box) => inside(point, box)) || (!near && ends.some((box) => inside(point, box)));
    if (hit) sum += crossing;
    else if (!inside(point, all)) sum += straying / steps;
  }
  return sum;
}

/** The path of an arrow from one card to another around the others, as SVG, and the samples it hides behind cards. */
export function route(from: Box, to: Box, others: Box[]): { path: string; hidden: number } {
  let best: { path: Curve; price: number } | undefined;
  const all = around([from, to, ...others]);
  for (const start of sides(from)) {
    for (const end of sides(to)) {
      for (const bend of bends) {
        const path = curve(start, end, bend);
        const price = cost(path, [from, to], others, all);
        if (!best || price < best.price) best = { path, price };
      }
    }
  }
  if (!best) return { path: '', hidden: 0 };
  const [a, b, c, d] = best.path;
  return {
    path: `M${a.x},${a.y} C${b.x},${b.y} ${c.x},${c.y} ${d.x},${d.y}`,
    hidden: Math.floor(best.price / crossing),
  };
}
