import { expect, test } from 'vitest';
import type { Box } from './grid';
import { drawn, type Link, linesOf } from './lines';
import type { Point } from './route';

const card = { width: 188, height: 116 };

/** Sixty cards in rows as a reporting tree lays them, some moved by hand. */
function sixty(): Map<string, Box> {
  const out = new Map<string, Box>();
  for (let n = 0; n < 60; n++) {
    const moved = n % 7 === 0 ? { x: 13, y: 9 } : { x: 0, y: 0 };
    out.set(`p${n}`, { x: (n % 10) * 216 + moved.x, y: Math.floor(n / 10) * 164 + moved.y, ...card });
  }
  return out;
}

function links(): Link[] {
  const out: Link[] = [];
  for (let n = 1; n < 60; n++) {
    out.push({ id: `r${n}`, from: `p${Math.floor((n - 1) / 4)}`, to: `p${n}`, kind: 'reports' });
    if (n % 2) out.push({ id: `s${n}`, from: `p${n}`, to: `p${(n * 17 + 5) % 60}`, kind: 'sways' });
  }
  return out;
}

/** Whether a piece of a line passes through the inside of a card. */
function through(a: Point, b: Point, { x, y, width, height }: Box): boolean {
  const [left, right] = [Math.min(a.x, b.x), Math.max(a.x, b.x)];
  const [top, bottom] = [Math.min(a.y, b.y), Math.max(a.y, b.y)];
  return right > x + 1 && left < x + width - 1 && bottom > y + 1 && top < y + height - 1;
}

test('no line passes through a card, and each runs from card to card', () => {
  const boxes = sixty();
  const all = links();
  const found = linesOf(boxes, all);
  expect(found.size).toBe(all.filter(({ from, to }) => from !== to).length);
  for (const { id, from, to } of all) {
    const line = found.get(id);
    if (!line) continue;
    for (const [at, corner] of line.entries()) {
      const next = line[at + 1];
      if (!next) continue;
      expect(Math.min(Math.abs(corner.x - next.x), Math.abs(corner.y - next.y)), id).toBeLessThanOrEqual(1);
      for (const [who, box] of boxes) expect(through(corner, next, box), `${id} through ${who}`).toBe(false);
    }
    const [first, last] = [line[0] as Point, line.at(-1) as Point];
    const [source, target] = [boxes.get(from) as Box, boxes.get(to) as Box];
    expect(
      first.y === source.y ||
        first.y === source.y + source.height ||
        first.x === source.x ||
        first.x === source.x + source.width,
    ).toBe(true);
    expect(
      last.y === target.y ||
        last.y === target.y + target.height ||
        last.x === target.x ||
        last.x === target.x + target.width,
    ).toBe(true);
  }
});

test('a reporting line leaves below its superior and arrives above', () => {
  const boxes = new Map([
    ['a', { x: 0, y: 0, ...card }],
    ['b', { x: 300, y: 200, ...card }],
  ]);
  const line = linesOf(boxes, [{ id: 'r', from: 'a', to: 'b', kind: 'reports' }]).get('r') as Point[];
  expect(line[0]).toEqual({ x: 94, y: 116 });
  expect(line.at(-1)).toEqual({ x: 394, y: 200 });
});

test('an arrow goes around the card between two others', () => {
  const box = (x: number) => ({ x, y: 0, ...card });
  const between = new Map([
    ['a', box(0)],
    ['x', box(300)],
    ['b', box(600)],
  ]);
  const link: Link = { id: 's', from: 'a', to: 'b', kind: 'sways' };
  const line = linesOf(between, [link]).get('s') as Point[];
  expect(line.length).toBeGreaterThan(2);
  between.delete('x');
  expect(linesOf(between, [link]).get('s')).toEqual([
    { x: 188, y: 58 },
    { x: 600, y: 58 },
  ]);
});

test('cards that overlap leave no way: the line is drawn all the same', () => {
  const boxes = new Map([
    ['a', { x: 0, y: 0, ...card }],
    ['b', { x: 4, y: 4, ...card }],
  ]);
  const line = linesOf(boxes, [{ id: 's', from: 'a', to: 'b', kind: 'sways' }]).get('s') as Point[];
  expect(drawn(line)).toMatch(/^M/);
});
