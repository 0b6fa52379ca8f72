import '@xyflow/react/dist/base.css';
import { ActionIcon } from '@mantine/core';
import { IconFocusCentered, IconMinus, IconPlus } from '@tabler/icons-react';
import {
  applyNodeChanges,
  type Edge,
  MarkerType,
  type NodeChange,
  ReactFlow,
  ReactFlowProvider,
  useReactFlow,
} from '@xyflow/react';
import { type KeyboardEvent, useEffect, useMemo, useState } from 'react';
import { useText } from '@/i18n';
import { useDeal } from '../../context';
import type { Role } from '../../types';
import { useSpoken } from '../PersonCard';
import { arrangement, ghostId, heightOf, reportingLines } from './layout';
import css from './map.module.css';
import { type Card, edgeTypes, nodeTypes } from './parts';
import { useArrange } from './useArrange';

interface MapProps {
  onOpen: (id: string) => void;
  onAdd: ((role?: Role) => void) | undefined;
}

/** The influence map: who reports to whom, who sways whom, who supports us. */
export default function InfluenceMap(props: MapProps) {
  return (
    <ReactFlowProvider>
      <Canvas {...props} />
      <Foot />
    </ReactFlowProvider>
  );
}

function useEdges(): Edge[] {
  const { sheet } = useDeal();
  return useMemo(() => {
    const reports = reportingLines(sheet.influences).map(([above, below]) => ({
      id: `r-${above}-${below}`,
      source: above,
      target: below,
      type: 'smoothstep',
      className: css.reports,
      focusable: false,
    }));
    const present = new Set(sheet.influences.map((person) => person.id));
    const sways = sheet.edges
      .filter((edge) => present.has(edge.from_id) && present.has(edge.to_id))
      .map(({ from_id: from, to_id: to }) => ({
        id: `s-${from}-${to}`,
        source: from,
        target: to,
        type: 'sway',
        focusable: false,
        markerEnd: { type: MarkerType.ArrowClosed, color: 'var(--accent-text)', width: 16, height: 16 },
      }));
    return [...reports, ...sways];
  }, [sheet.influences, sheet.edges]);
}

function Canvas({ onOpen, onAdd }: MapProps) {
  const { t, label } = useText();
  const { sheet, may } = useDeal();
  const spoken = useSpoken();
  const edges = useEdges();
  const { places, moved } = useArrange();
  const ghosts = useMemo(() => (onAdd ? sheet.ghosts : []), [onAdd, sheet.ghosts]);
  const laid = useMemo(() => arrangement(sheet.influences, ghosts), [sheet.influences, ghosts]);
  const [nodes, setNodes] = useState<Card[]>([]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the cards follow the sheet; words follow the language
  useEffect(() => {
    const people = sheet.influences.map(
      (person): Card => ({
        id: person.id,
        type: 'card',
        position: places.current.get(person.id) ?? laid.get(person.id) ?? { x: 0, y: 0 },
        data: { person: person.id },
        ariaLabel: spoken(person),
        draggable: may('edit'),
      }),
    );
    const missing = ghosts.map(
      (role): Card => ({
        id: ghostId(role),
        type: 'card',
        position: laid.get(ghostId(role)) ?? { x: 0, y: 0 },
        data: { ghost: role },
        ariaLabel: t('person.ghost', { role: label('role', role) }),
        draggable: false,
      }),
    );
    setNodes([...people, ...missing]);
  }, [sheet.influences, ghosts, laid, t]);
  const change = (changes: NodeChange<Card>[]) => {
    setNodes((before) => applyNodeChanges(changes, before));
    for (const one of changes) {
      if (one.type === 'position' && one.position && !one.dragging) moved(one.id, one.position);
    }
  };
  const open = (node: Card) => (node.data.ghost ? onAdd?.(node.data.ghost) : onOpen(node.id));
  const key = (event: KeyboardEvent) => {
    const at = (event.target as HTMLElement).closest<HTMLElement>('.react-flow__node');
    const node = nodes.find(({ id }) => id === at?.dataset.id);
    if (event.key === 'Enter' && node) open(node);
  };
  return (
    <section
      className={css.canvas}
      style={{ '--map-height': `${heightOf(laid)}px` }}
      aria-label={t('people.view.map')}
      onKeyDown={key}
    >
      <ReactFlow
        nodes={nodes}
        edges={edges}
        nodeTypes={nodeTypes}
        edgeTypes={edgeTypes}
        onNodesChange={change}
        onNodeClick={(_event, node) => open(node)}
        nodesConnectable={false}
        edgesFocusable={false}
        deleteKeyCode={null}
        fitView
        fitViewOptions={{ padding: 0.06, maxZoom: 1 }}
        minZoom={0.3}
        maxZoom={1.5}
        nodeDragThreshold={4}
        zoomOnScroll={false}
        preventScrolling={false}
        proOptions={{ hideAttribution: true }}
        ariaLabelConfig={{
          'node.a11yDescription.default': t('people.map.help'),
          'node.a11yDescription.keyboardDisabled': t('people.map.help'),
          'edge.a11yDescription.default': t('people.map.help'),
        }}
      />
    </section>
  );
}

function Foot() {
  const { t } = useText();
  const flow = useReactFlow();
  return (
    <div className={css.foot}>
      <span className={css.legend}>
        <svg width="28" height="8" aria-hidden="true" focusable="false">
          <line x1="0" y1="4" x2="28" y2="4" className={css.reportsKey} />
        </svg>
        {t('people.legend.reports')}
      </span>
      <span className={css.legend}>
        <svg width="28" height="8" aria-hidden="true" focusable="false">
          <line x1="0" y1="4" x2="28" y2="4" className={css.swayKey} />
        </svg>
        {t('people.legend.sways')}
      </span>
      <span className={css.legend}>
        <span className={css.scale} aria-hidden="true" />
        {t('people.legend.support')}
      </span>
      <span className={css.zoom}>
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={t('people.zoom.out')}
          title={t('people.zoom.out')}
          onClick={() => void flow.zoomOut()}
        >
          <IconMinus size={16} stroke={1.8} />
        </ActionIcon>
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={t('people.zoom.in')}
          title={t('people.zoom.in')}
          onClick={() => void flow.zoomIn()}
        >
          <IconPlus size={16} stroke={1.8} />
        </ActionIcon>
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={t('people.zoom.fit')}
          title={t('people.zoom.fit')}
          onClick={() => void flow.fitView({ padding: 0.06, maxZoom: 1 })}
        >
          <IconFocusCentered size={16} stroke={1.8} />
        </ActionIcon>
      </span>
    </div>
  );
}
