import { combine } from '@atlaskit/pragmatic-drag-and-drop/combine';
import { dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter';
import { autoScrollForElements } from '@atlaskit/pragmatic-drag-and-drop-auto-scroll/element';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { BoardGroup, Deal } from '@/api/types';
import type { DealSearch } from '@/features/deals/search';
import { useText } from '@/i18n';
import { MoneyList } from '@/ui/Bits';
import css from './pipeline.module.css';

interface ColumnProps {
  group: BoardGroup;
  name: string;
  hint?: string;
  /** The deals table with the same deals, for what does not fit here. */
  rest: DealSearch;
  /** Takes a card that is dropped here; undefined when nothing can be dropped. */
  onDrop: ((deal: Deal, from: string, to: string) => void) | undefined;
  children: ReactNode;
}

function useDrop({ group, onDrop }: Pick<ColumnProps, 'group' | 'onDrop'>) {
  const ref = useRef<HTMLDivElement>(null);
  const [over, setOver] = useState(false);
  const { key } = group;
  useEffect(() => {
    const element = ref.current;
    if (!element || !onDrop) return;
    return combine(
      autoScrollForElements({ element }),
      dropTargetForElements({
        element,
        canDrop: ({ source }) => 'deal' in source.data,
        onDragEnter: ({ source }) => setOver(source.data.column !== key),
        onDragLeave: () => setOver(false),
        onDrop: ({ source }) => {
          setOver(false);
          onDrop(source.data.deal as Deal, String(source.data.column), key);
        },
      }),
    );
  }, [key, onDrop]);
  return { ref, over };
}

/** One column: what it holds in numbers, then its cards. */
export function Column({ group, name, hint, rest, onDrop, children }: ColumnProps) {
  const { t } = useText();
  const { ref, over } = useDrop({ group, onDrop });
  const more = group.count - group.items.length;
  return (
    <section className={css.column} aria-label={name} data-over={over}>
      <header className={css.head}>
        <span className={css.headLine}>
          <h2 className={css.name} title={hint}>
            {name}
          </h2>
          <span>{t('board.count', { n: group.count })}</span>
        </span>
        <span className={css.total}>
          <MoneyList values={group.totals} />
          {group.unknown_amount > 0 && <span>{t('board.unknown', { n: group.unknown_amount })}</span>}
        </span>
        <span className={css.weighted} title={t('board.weighted.why')}>
          {group.weighted.length > 0 && t('board.weighted')} <MoneyList values={group.weighted} />
        </span>
      </header>
      <div ref={ref} className={css.cards}>
        {children}
        {group.count === 0 && <p className={css.none}>{t('board.empty_column')}</p>}
        {more > 0 && (
          <Link to="/deals" search={rest} className={css.rest}>
            {t('board.rest', { n: more })}
          </Link>
        )}
      </div>
    </section>
  );
}
