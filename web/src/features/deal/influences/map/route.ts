// The way of a line from one card to another: between the cards, with few bends, seldom along another line.
import { aside, type Box, type Grid, ports } from './grid';
import { Heap } from './heap';

/** A corner of a line. */
export interface Point {
  x: number;
  y: number;
}

/** What a line is: a reporting line leaves below and arrives above, an influence goes the shortest way. */
export type Kind = 'reports' | 'sways';

interface End {
  /** On the border of the card. */
  at: Point;
  /** The crossing outside of it. */
  node: number;
}

const bend = 40; // a bend is worth this much way
const shared = 90; // and so is a piece of way along another line
const eager = 1.2; // how much more the way ahead weighs than the way behind

/**
 * Finds lines one after the other. Directions are 0 right, 1 left, 2 down, 3 up. The state of a search is kept for the
 * next line: making it anew would cost more than searching.
 */
export class Router {
  private readonly cost: Float64Array;
  private readonly from: Int32Array;
  private readonly round: Int32Array;
  private readonly taken: Uint8Array; // bit 0: a line goes right from here, bit 1: down
  private readonly done: Int32Array;
  private readonly open = new Heap();
  private readonly wide: number;
  private searches = 0;

  constructor(private readonly grid: Grid) {
    const nodes = grid.blocked.length;
    this.cost = new Float64Array(nodes * 4);
    this.from = new Int32Array(nodes * 4);
    this.round = new Int32Array(nodes * 4);
    this.done = new Int32Array(nodes * 4);
    this.wide = grid.columns.length;
    this.taken = new Uint8Array(nodes);
  }

  /** The corners of a line between two cards, ends on their borders; undefined when no way is free. */
  line(source: Box, target: Box, kind: Kind): Point[] | undefined {
    const starts = this.ends(source, kind === 'reports' ? 'below' : 'any');
    const goals = this.ends(target, kind === 'reports' ? 'above' : 'any');
    const [last, start] = this.search(starts, goals);
    if (last < 0 || !start) return undefined;
    const goal = goals.find(({ node }) => node === last >> 2) as End;
    return corners([start.at, ...this.trace(last), goal.at]);
  }

  private ends({ x, y, width, height }: Box, side: 'below' | 'above' | 'any'): End[] {
    const { columns, rows, blocked } = this.grid;
    const out: End[] = [];
    const add = (at: Point, dx: number, dy: number) => {
      const column = columns.indexOf(Math.round(at.x + dx * aside));
      const row = rows.indexOf(Math.round(at.y + dy * aside));
      const node = row * columns.length + column;
      if (column >= 0 && row >= 0 && !blocked[node]) out.push({ at, node });
    };
    const parts = side === 'any' ? ports.slice(1) : ports.slice(0, 1);
    for (const part of parts) {
      if (side !== 'above') add({ x: x + width * part, y: y + height }, 0, 1);
      if (side !== 'below') add({ x: x + width * part, y }, 0, -1);
    }
    if (side === 'any') {
      add({ x, y: y + height / 2 }, -1, 0);
      add({ x: x + width, y: y + height / 2 }, 1, 0);
    }
    return out;
  }

  /** A* over crossings and directions: 4 * crossing + direction. */
  private search(starts: End[], goals: End[]): [number, End | undefined] {
    this.open.clear();
    this.searches++;
    const wanted = new Map(goals.map((goal) => [goal.node, this.wayOut(goal)]));
    const first = new Map<number, End>();
    for (const start of starts) {
      const state = 4 * start.node + this.wayOut(start);
      this.reach(state, -1, 0);
      first.set(state, start);
      this.open.push(state, this.guess(start.node, goals));
    }
    while (this.open.size > 0) {
      const state = this.open.pop();
      if (this.done[state] === this.searches) continue;
      this.done[state] = this.searches;
      const [node, way] = [state >> 2, state & 3];
      if ((wanted.get(node) ?? way) !== way) return [state, first.get(this.origin(state))];
      for (let turn = 0; turn < 4; turn++) {
        if (turn === (way ^ 1)) continue; // not back
        const next = this.step(node, turn);
        if (next < 0) continue;
        const price = (this.cost[state] as number) + this.price(node, next, turn) + (turn === way ? 0 : bend);
        const to = 4 * next + turn;
        if (this.round[to] === this.searches && (this.cost[to] as number) <= price) continue;
        this.reach(to, state, price);
        this.open.push(to, price + this.guess(next, goals));
      }
    }
    return [-1, undefined];
  }

  /** The way that is left at least, a little more than that: a line nearly as short is found much sooner. */
  private guess(node: number, goals: End[]): number {
    let least = Number.POSITIVE_INFINITY;
    for (const goal of goals) {
      const far = Math.abs(this.x(node) - this.x(goal.node)) + Math.abs(this.y(node) - this.y(goal.node));
      if (far < least) least = far;
    }
    return least * eager;
  }

  private reach(state: number, from: number, price: number): void {
    this.cost[state] = price;
    this.from[state] = from;
    this.round[state] = this.searches;
  }

  private origin(state: number): number {
    let at = state;
    while ((this.from[at] as number) >= 0) at = this.from[at] as number;
    return at;
  }

  private step(node: number, way: number): number {
    const column = node % this.wide;
    if (way === 0 && column + 1 === this.wide) return -1;
    if (way === 1 && column === 0) return -1;
    const next = way < 2 ? node + 1 - 2 * way : node + (way === 2 ? this.wide : -this.wide);
    return next < 0 || next >= this.grid.blocked.length || this.grid.blocked[next] ? -1 : next;
  }

  private price(node: number, next: number, way: number): number {
    const along = (this.taken[Math.min(node, next)] as number) & (way < 2 ? 1 : 2);
    const far = Math.abs(this.x(node) - this.x(next)) + Math.abs(this.y(node) - this.y(next));
    return far + (along ? shared : 0);
  }

  private x(node: number): number {
    return this.grid.columns[node % this.wide] as number;
  }

  private y(node: number): number {
    return this.grid.rows[(node / this.wide) | 0] as number;
  }

  private wayOut({ at, node }: End): number {
    const [x, y] = [this.x(node), this.y(node)];
    if (Math.abs(at.x - x) > 1) return at.x < x ? 0 : 1;
    return at.y < y ? 2 : 3;
  }

  /** The crossings on the way to a state; marks the way as taken. */
  private trace(last: number): Point[] {
    const out: Point[] = [];
    for (let state = last; state >= 0; state = this.from[state] as number) {
      out.unshift({ x: this.x(state >> 2), y: this.y(state >> 2) });
      const before = this.from[state] as number;
      if (before < 0) break;
      const piece = Math.min(state >> 2, before >> 2);
      this.taken[piece] = (this.taken[piece] as number) | ((state & 3) < 2 ? 1 : 2);
    }
    return out;
  }
}

/** The points at which a line turns, and its ends. */
function corners(points: Point[]): Point[] {
  return points.filter((_, at) => {
    const [before, after] = [points[at - 1], points[at + 1]];
    if (!before || !after) return true;
    return Math.abs(before.x - after.x) > 1 && Math.abs(before.y - after.y) > 1;
  });
}
