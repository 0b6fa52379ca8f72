import '@xyflow/react/dist/base.css';
import { ActionIcon } from '@mantine/core';
import { IconFocusCentered, IconMinus, IconPlus } from '@tabler/icons-react';
import {
  applyNodeChanges,
  MarkerType,
  type NodeChange,
  ReactFlow,
  ReactFlowProvider,
  useReactFlow,
} from '@xyflow/react';
import { type FocusEvent, type KeyboardEvent, useEffect, useMemo, useState } from 'react';
import { useText } from '@/i18n';
import { useDeal } from '../../context';
import type { Influence, Role } from '../../types';
import { useSpoken } from '../PersonCard';
import { arrangement, ghostId, heightOf } from './layout';
import type { Link } from './lines';
import css from './map.module.css';
import { type Card, edgeTypes, type Line, nodeTypes } from './parts';
import { Tools } from './Tools';
import { useArrange } from './useArrange';
import { LinesProvider } from './useLines';
import { useLinks } from './useLinks';
import { WhenProvider } from './when';

interface MapProps {
  /** Whom the viewer asked for; the others stand back. */
  people: Influence[];
  onOpen: (id: string) => void;
  onAdd: ((role?: Role) => void) | undefined;
}

/** The influence map: who reports to whom, who sways whom, who supports us. */
export default function InfluenceMap(props: MapProps) {
  const { t } = useText();
  const [full, setFull] = useState(false);
  const leave = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && full) setFull(false);
  };
  return (
    <ReactFlowProvider>
      <WhenProvider>
        <section className={css.map} data-full={full} aria-label={t('people.view.map')} onKeyDown={leave}>
          <Tools full={full} onFull={setFull} />
          <Canvas key={full ? 'full' : 'page'} {...props} />
          <Foot />
        </section>
      </WhenProvider>
    </ReactFlowProvider>
  );
}

function edgesOf(links: Link[]): Line[] {
  return links.map(({ id, from, to, kind }) => ({
    id,
    source: from,
    target: to,
    type: 'line',
    data: { kind },
    focusable: false,
    ...(kind === 'sways' && {
      markerEnd: { type: MarkerType.ArrowClosed, color: 'var(--accent-text)', width: 16, height: 16 },
    }),
  }));
}

function Canvas({ people, onOpen, onAdd }: MapProps) {
  const { t, label } = useText();
  const { sheet, may } = useDeal();
  const spoken = useSpoken();
  const links = useLinks();
  const edges = useMemo(() => edgesOf(links), [links]);
  const { places, moved } = useArrange();
  const ghosts = useMemo(() => (onAdd ? sheet.ghosts : []), [onAdd, sheet.ghosts]);
  const laid = useMemo(() => arrangement(sheet.influences, ghosts), [sheet.influences, ghosts]);
  const [nodes, setNodes] = useState<Card[]>([]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the cards follow the sheet; words follow the language
  useEffect(() => {
    const asked = new Set(people.map((person) => person.id));
    const cards = sheet.influences.map(
      (person): Card => ({
        id: person.id,
        type: 'card',
        position: places.current.get(person.id) ?? laid.get(person.id) ?? { x: 0, y: 0 },
        data: { person: person.id, faint: !asked.has(person.id) },
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
    setNodes([...cards, ...missing]);
  }, [sheet.influences, people, ghosts, laid, t]);
  const change = (changes: NodeChange<Card>[]) => {
    setNodes((before) => applyNodeChanges(changes, before));
    for (const one of changes) {
      if (one.type === 'position' && one.position && !one.dragging) moved(one.id, one.position);
    }
  };
  const open = (node: Card) => (node.data.ghost ? onAdd?.(node.data.ghost) : onOpen(node.id));
  const key = (event: KeyboardEvent) => {
    const node = nodes.find(({ id }) => id === cardAt(event.target));
    if (event.key === 'Enter' && node) open(node);
  };
  // arrow keys move the card that is selected: the one that has the focus
  const focus = (event: FocusEvent) => {
    const id = cardAt(event.target);
    if (id) setNodes((all) => all.map((node) => selected(node, node.id === id)));
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the cards inside are what is focused
    <div className={css.canvas} style={{ '--map-height': `${heightOf(laid)}px` }} onKeyDown={key} onFocus={focus}>
      <LinesProvider nodes={nodes} links={links}>
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
      </LinesProvider>
    </div>
  );
}

/** The name of the card that holds an element. */
function cardAt(element: EventTarget): string | undefined {
  return (element as HTMLElement).closest<HTMLElement>('.react-flow__node')?.dataset.id;
}

function selected(node: Card, yes: boolean): Card {
  return Boolean(node.selected) === yes ? node : { ...node, selected: yes };
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
