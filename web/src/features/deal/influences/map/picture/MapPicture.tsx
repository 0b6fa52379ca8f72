import { useReactFlow } from '@xyflow/react';
import { useEffect, useMemo, useRef } from 'react';
import { createPortal } from 'react-dom';
import { useText } from '@/i18n';
import { say } from '@/ui/toast';
import { useDeal } from '../../../context';
import type { Box } from '../grid';
import { card } from '../layout';
import { drawn, linesOf } from '../lines';
import type { Card } from '../parts';
import { useLinks } from '../useLinks';
import { supportOn, useDay } from '../when';
import { CardPicture, GhostPicture } from './CardPicture';
import { keep } from './keep';
import css from './picture.module.css';

const around = 40; // map units of paper on each side
const head = 56;

interface MapPictureProps {
  use: 'keep' | 'print';
  title: string;
  onDone: () => void;
}

/** The whole map as a drawing, which is kept as a PNG or printed as soon as it is there. */
export default function MapPicture({ use, title, onDone }: MapPictureProps) {
  const { t } = useText();
  const { sheet } = useDeal();
  const flow = useReactFlow<Card>();
  const links = useLinks();
  const day = useDay();
  const drawing = useRef<SVGSVGElement>(null);
  const nodes = flow.getNodes();
  const boxes = useMemo(
    () =>
      new Map(
        nodes.map(({ id, position, measured }): [string, Box] => [
          id,
          { ...position, width: card.width, height: measured?.height ?? card.height },
        ]),
      ),
    [nodes],
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when it is drawn
  useEffect(() => {
    if (use === 'print') {
      window.print();
      onDone();
      return;
    }
    const svg = drawing.current;
    if (svg)
      keep(svg, `${title}.png`)
        .catch(() => say(t('people.picture.failed')))
        .finally(onDone);
  }, []);
  const all = [...boxes.values()];
  const left = Math.min(...all.map((box) => box.x)) - around;
  const top = Math.min(...all.map((box) => box.y)) - around - head;
  const width = Math.max(...all.map((box) => box.x + box.width)) + around - left;
  const height = Math.max(...all.map((box) => box.y + box.height)) + around - top;
  const lines = linesOf(boxes, links);
  return createPortal(
    <div className={css.page} data-own>
      <svg
        ref={drawing}
        role="img"
        aria-label={title}
        xmlns="http://www.w3.org/2000/svg"
        viewBox={`${left} ${top} ${width} ${height}`}
        width={width}
        height={height}
      >
        <defs>
          <marker id="arrow" viewBox="0 0 10 10" refX={9} refY={5} markerWidth={8} markerHeight={8} orient="auto">
            <path d="M0 0L10 5L0 10z" style={{ fill: 'var(--accent-text)' }} />
          </marker>
        </defs>
        <rect x={left} y={top} width={width} height={height} style={{ fill: 'var(--surface)' }} />
        <text x={left + around} y={top + around} fontSize={18} fontWeight={620} style={{ fill: 'var(--ink)' }}>
          {title}
        </text>
        {links.map(({ id, kind }) => (
          <path
            key={id}
            d={drawn(lines.get(id) ?? [])}
            strokeWidth={1.4}
            strokeDasharray={kind === 'sways' ? '5 4' : undefined}
            markerEnd={kind === 'sways' ? 'url(#arrow)' : undefined}
            style={{ fill: 'none', stroke: kind === 'sways' ? 'var(--accent-text)' : 'var(--line-strong)' }}
          />
        ))}
        {nodes.map(({ id, data }) => {
          const box = boxes.get(id);
          const person = sheet.influences.find((one) => one.id === data.person);
          if (!box) return null;
          if (person) return <CardPicture key={id} person={person} box={box} then={supportOn(person, day)} />;
          return data.ghost && <GhostPicture key={id} role={data.ghost} box={box} />;
        })}
      </svg>
    </div>,
    document.body,
  );
}
