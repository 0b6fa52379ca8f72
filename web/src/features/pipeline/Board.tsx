import { autoScrollForElements } from '@atlaskit/pragmatic-drag-and-drop-auto-scroll/element';
import { lazy, Suspense, useEffect, useMemo, useRef } from 'react';
import type { BoardGroup, BoardQuery, Deal } from '@/api/types';
import { cleanDealSearch, type DealSearch, type Grouping } from '@/features/deals/search';
import { useText } from '@/i18n';
import { Card, type Target } from './Card';
import { Column } from './Column';
import { movable } from './moves';
import css from './pipeline.module.css';
import { useMoves } from './useMoves';

const GateDialog = lazy(() => import('./GateDialog'));
const BackDialog = lazy(() => import('./BackDialog'));

interface BoardProps {
  query: BoardQuery & { group: Grouping };
  groups: BoardGroup[];
  /** The columns drawn: all of them, or one on a phone. */
  shown: BoardGroup[];
  name: (group: Pick<BoardGroup, 'key' | 'label'>) => string;
}

const filterOf: Record<Grouping, keyof DealSearch> = {
  stage: 'stage',
  owner: 'owner',
  grade: 'grade',
  worst: 'worst',
};
const nowhere: Target[] = [];

/** The columns side by side with their cards, and everything that moves a card. */
export function Board({ query, groups, shown, name }: BoardProps) {
  const { t, label, lang } = useText();
  const scroller = useRef<HTMLDivElement>(null);
  const names = Object.fromEntries(groups.map((group) => [group.key, name(group)]));
  const moves = useMoves({ query, groups, name: (key) => names[key] ?? key });
  const canMove = query.group === 'stage' || query.group === 'owner';
  // biome-ignore lint/correctness/useExhaustiveDependencies: the names change with the keys and the language only
  const targets = useMemo(() => targetsByColumn(groups, names), [groups.map((group) => group.key).join(), lang]);
  useEffect(() => {
    const element = scroller.current;
    return element && canMove ? autoScrollForElements({ element }) : undefined;
  }, [canMove]);
  const targetsOf = (deal: Deal, column: string) =>
    movable(query.group, deal) ? (targets[column] ?? nowhere) : nowhere;
  return (
    <>
      <div ref={scroller} className={css.board}>
        {shown.map((group) => (
          <Column
            key={group.key}
            group={group}
            name={names[group.key] ?? group.key}
            hint={query.group === 'stage' ? label('stage', `${group.key}.entry`) : undefined}
            rest={{ ...cleanDealSearch({ ...query }), [filterOf[query.group]]: group.key }}
            onDrop={canMove ? moves.onMove : undefined}
          >
            {group.items.map((deal) => (
              <Card
                key={deal.id}
                deal={deal}
                column={group.key}
                targets={targetsOf(deal, group.key)}
                showOwner={query.group !== 'owner'}
                onMove={moves.onMove}
                onStep={moves.onStep}
              />
            ))}
          </Column>
        ))}
      </div>
      <p className="visually-hidden" role="status" aria-label={t('board.news')}>
        {moves.announced}
      </p>
      <Suspense>
        {moves.refused && <GateDialog refused={moves.refused} onClose={moves.closeRefused} />}
        {moves.back && <BackDialog move={moves.back} onClose={moves.closeBack} onSend={moves.sendBack} />}
      </Suspense>
    </>
  );
}

function targetsByColumn(groups: BoardGroup[], names: Record<string, string>): Record<string, Target[]> {
  const all = groups.map(({ key }) => ({ key, name: names[key] ?? key })).filter(({ key }) => key !== 'none');
  return Object.fromEntries(groups.map((group) => [group.key, all.filter(({ key }) => key !== group.key)]));
}
