import { useStore } from '@xyflow/react';
import { createContext, type ReactNode, useContext, useMemo, useRef } from 'react';
import type { Box } from './grid';
import { card } from './layout';
import { direct, drawn, type Link, linesOf } from './lines';
import type { Card } from './parts';
import type { Kind, Point } from './route';

const Lines = createContext<Map<string, Point[]>>(new Map());

function boxOf(written: string): Box {
  const [x, y, height] = written.split(' ').map(Number);
  return { x: x ?? 0, y: y ?? 0, width: card.width, height: height || card.height };
}

/** Where the cards lie, written down, once they are measured; while one of them is under way, where they lay before. */
function useResting(nodes: Card[]): string {
  const resting = useRef('');
  if (nodes.every((node) => node.measured && !node.dragging)) {
    resting.current = nodes
      .map(({ id, position: { x, y }, measured }) => `${id} ${x} ${y} ${measured?.height}`)
      .join('\n');
  }
  return resting.current;
}

/** Finds the way of all lines between the cards, whenever these have come to rest. */
export function LinesProvider({ nodes, links, children }: { nodes: Card[]; links: Link[]; children: ReactNode }) {
  const resting = useResting(nodes);
  const found = useMemo(() => {
    if (!resting) return new Map<string, Point[]>();
    const boxes = resting.split('\n').map((line): [string, Box] => {
      const end = line.indexOf(' ');
      return [line.slice(0, end), boxOf(line.slice(end + 1))];
    });
    return linesOf(new Map(boxes), links);
  }, [resting, links]);
  return <Lines.Provider value={found}>{children}</Lines.Provider>;
}

/** The path of a line: around the cards, or straight on while one of its ends is moved. */
export function usePath(id: string, from: string, to: string, kind: Kind): string {
  const resting = useContext(Lines).get(id);
  const moved = useStore((state) => {
    const [a, b] = [state.nodeLookup.get(from), state.nodeLookup.get(to)];
    if (!a || !b || (!a.dragging && !b.dragging && resting)) return '';
    const written = [a, b].map(({ position: { x, y }, measured }) => `${x} ${y} ${measured.height}`);
    return written.join('\n');
  });
  if (!moved) return resting ? drawn(resting) : '';
  const [a = '', b = ''] = moved.split('\n');
  return drawn(direct(boxOf(a), boxOf(b), kind));
}
