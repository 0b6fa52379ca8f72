// The cards and arrows of the map.
import { BaseEdge, type EdgeProps, Handle, type Node, type NodeProps, Position, useStore } from '@xyflow/react';
import { memo } from 'react';
import { useDeal } from '../../context';
import type { Role } from '../../types';
import { GhostCard, PersonCard } from '../PersonCard';
import { card } from './layout';
import css from './map.module.css';
import { type Box, route } from './route';

/** A node of the map: a person, or a role that nobody holds. */
export type Card = Node<{ person?: string; ghost?: Role }>;

const PersonNode = memo(function PersonNode({ data }: NodeProps<Card>) {
  const { sheet } = useDeal();
  const person = sheet.influences.find(({ id }) => id === data.person);
  return (
    <>
      <Handle type="target" position={Position.Top} className={css.handle} isConnectable={false} />
      {person && <PersonCard person={person} />}
      {data.ghost && <GhostCard role={data.ghost} />}
      <Handle type="source" position={Position.Bottom} className={css.handle} isConnectable={false} />
    </>
  );
});

function useBoxes(): Map<string, Box> {
  const written = useStore((state) =>
    state.nodes
      .map(({ id, position, measured }) => `${id} ${position.x} ${position.y} ${measured?.height ?? card.height}`)
      .join('\n'),
  );
  return new Map(
    written.split('\n').map((line) => {
      const [id = '', x, y, height] = line.split(' ');
      return [id, { x: Number(x), y: Number(y), width: card.width, height: Number(height) }];
    }),
  );
}

const SwayEdge = memo(function SwayEdge({ source, target, markerEnd }: EdgeProps) {
  const boxes = useBoxes();
  const [from, to] = [boxes.get(source), boxes.get(target)];
  if (!from || !to) return null;
  const others = [...boxes].filter(([id]) => id !== source && id !== target).map(([, box]) => box);
  return (
    <BaseEdge path={route(from, to, others).path} markerEnd={markerEnd} className={css.sway} interactionWidth={0} />
  );
});

export const nodeTypes = { card: PersonNode };
export const edgeTypes = { sway: SwayEdge };
