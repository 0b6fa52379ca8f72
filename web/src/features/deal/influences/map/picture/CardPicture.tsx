import { useText } from '@/i18n';
import { support as signed } from '@/i18n/format';
import { useDeal } from '../../../context';
import type { Influence, Role } from '../../../types';
import { supportCode } from '../../PersonCard';
import type { Box } from '../grid';
import { cut, widthOf } from './words';

const edge = 6;
const inset = 14;

/** A person as it is drawn: the same as the card on the screen. */
export function CardPicture({ person, box, then }: { person: Influence; box: Box; then: number | undefined }) {
  const { t, label } = useText();
  const { sheet } = useDeal();
  const flags = sheet.flags.filter((flag) => flag.status !== 'accepted' && flag.influence_id === person.id).length;
  const flag = flags > 0 ? `⚑ ${flags} ` : '';
  const chips = [
    ...(person.roles ?? []).map((role) => label('role', role)),
    ...(person.mode_now ? [label('mode', person.mode_now)] : []),
    ...(person.hidden ? [t('visibility.hidden')] : []),
  ];
  const room = box.width - inset - 52;
  const tone = then === undefined ? 'var(--line-strong)' : `var(--support-${supportCode(then)})`;
  return (
    <g transform={`translate(${box.x} ${box.y})`}>
      <rect
        width={box.width}
        height={box.height}
        rx={6}
        style={{ fill: 'var(--surface)', stroke: person.influence === 'H' ? 'var(--ink-2)' : 'var(--line-strong)' }}
        strokeWidth={person.influence === 'H' ? 2 : 1}
        strokeDasharray={person.influence ? undefined : '4 3'}
      />
      <rect x={1} y={1} width={edge} height={box.height - 2} style={{ fill: tone }} />
      <text x={inset} y={22} fontSize={13} fontWeight={620} style={{ fill: 'var(--ink)' }}>
        {flag && <tspan style={{ fill: 'var(--flag)' }}>{flag}</tspan>}
        {cut(person.name, room - widthOf(flag, 13), 13)}
      </text>
      <text x={box.width - 10} y={22} fontSize={13} fontWeight={620} textAnchor="end" style={{ fill: 'var(--ink)' }}>
        {signed(then)}
      </text>
      <text x={inset} y={41} fontSize={12} style={{ fill: 'var(--ink-3)' }}>
        {cut(person.title ?? t('person.no_title'), box.width - inset - 8, 12)}
      </text>
      <text x={inset} y={61} fontSize={12} style={{ fill: 'var(--ink-2)' }}>
        {cut(chips.join(' · '), box.width - inset - 8, 12)}
      </text>
      {(person.silent_days || !person.present) && (
        <text x={inset} y={80} fontSize={12} style={{ fill: 'var(--late)' }}>
          {person.present ? t('person.silent', { n: person.silent_days ?? 0 }) : t('person.left')}
        </text>
      )}
    </g>
  );
}

/** A role that nobody holds. */
export function GhostPicture({ role, box }: { role: Role; box: Box }) {
  const { t, label } = useText();
  return (
    <g transform={`translate(${box.x} ${box.y})`}>
      <rect
        width={box.width}
        height={box.height}
        rx={6}
        strokeDasharray="5 4"
        style={{ fill: 'none', stroke: 'var(--line-strong)' }}
      />
      <text x={inset} y={26} fontSize={13} style={{ fill: 'var(--ink-3)' }}>
        {cut(t('person.ghost', { role: label('role', role) }), box.width - inset - 8, 13)}
      </text>
    </g>
  );
}
