// The cards and lines of the map.
import { BaseEdge, type Edge, type EdgeProps, Handle, type Node, type NodeProps, Position } from '@xyflow/react';
import { memo } from 'react';
import { useDeal } from '../../context';
import type { Influence, Role } from '../../types';
import { GhostCard, PersonCard } from '../PersonCard';
import css from './map.module.css';
import type { Kind } from './route';
import { usePath } from './useLines';
import { useSupport } from './when';

/** A node of the map: a person, or a role that nobody holds; a faint one was not asked for. */
export type Card = Node<{ person?: string; ghost?: Role; faint?: boolean }>;

/** A line of the map. */
export type Line = Edge<{ kind: Kind }>;

const PersonNode = memo(function PersonNode({ data }: NodeProps<Card>) {
  const { sheet } = useDeal();
  const person = sheet.influences.find(({ id }) => id === data.person);
  return (
    <div data-faint={data.faint} className={css.node}>
      <Handle type="target" position={Position.Top} className={css.handle} isConnectable={false} />
      {person && <PersonThen person={person} />}
      {data.ghost && <GhostCard role={data.ghost} />}
      <Handle type="source" position={Position.Bottom} className={css.handle} isConnectable={false} />
    </div>
  );
});

function PersonThen({ person }: { person: Influence }) {
  return <PersonCard person={person} then={{ support: useSupport(person) }} />;
}

const PlainLine = memo(function PlainLine({ id, source, target, data, markerEnd }: EdgeProps<Line>) {
  const kind = data?.kind ?? 'sways';
  const path = usePath(id, source, target, kind);
  if (!path) return null;
  return <BaseEdge path={path} markerEnd={markerEnd} className={css[kind]} interactionWidth={0} />;
});

export const nodeTypes = { card: PersonNode };
export const edgeTypes = { line: PlainLine };
