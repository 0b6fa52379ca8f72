import { draggable } from '@atlaskit/pragmatic-drag-and-drop/element/adapter';
import { ActionIcon, Menu } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { memo, useEffect, useRef, useState } from 'react';
import type { Deal } from '@/api/types';
import { DealLink, OwnerName, StageAge } from '@/features/deals/columns';
import { useText } from '@/i18n';
import { chance } from '@/i18n/format';
import { Chip, FlagChip, Money } from '@/ui/Bits';
import css from './pipeline.module.css';

/** A column a card can be sent to. */
export interface Target {
  key: string;
  name: string;
}

interface CardProps {
  deal: Deal;
  column: string;
  /** Empty when the card cannot be moved. */
  targets: Target[];
  showOwner: boolean;
  onMove: (deal: Deal, from: string, to: string) => void;
  onStep: (deal: Deal, from: string, step: -1 | 1) => void;
}

/** The element id of a card, by which it gets its focus back after a move. */
export function cardId(id: string): string {
  return `card-${id}`;
}

function useDrag(deal: Deal, column: string, enabled: boolean) {
  const ref = useRef<HTMLElement>(null);
  const [dragged, setDragged] = useState(false);
  useEffect(() => {
    const element = ref.current;
    if (!element || !enabled) return;
    return draggable({
      element,
      getInitialData: () => ({ deal, column }),
      onDragStart: () => setDragged(true),
      onDrop: () => setDragged(false),
    });
  }, [deal, column, enabled]);
  return { ref, dragged };
}

/** A deal on the board: whose, what, how much, how likely, what is wrong, how long it stands here. */
export const Card = memo(function Card({ deal, column, targets, showOwner, onMove, onStep }: CardProps) {
  const free = targets.length > 0;
  const { ref, dragged } = useDrag(deal, column, free);
  return (
    <article
      ref={ref}
      id={cardId(deal.id)}
      className={css.card}
      data-dragged={dragged}
      data-free={free}
      aria-label={`${deal.account_name} ${deal.name}`}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: Alt with an arrow moves the card in focus
      tabIndex={0}
      aria-keyshortcuts={free ? 'Alt+ArrowLeft Alt+ArrowRight' : undefined}
      onKeyDown={(event) => {
        if (!event.altKey || !free) return;
        const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : undefined;
        if (!step) return;
        event.preventDefault();
        onStep(deal, column, step);
      }}
    >
      <span className={css.account} title={deal.account_name} data-own>
        {deal.account_name}
      </span>
      <DealLink deal={deal} />
      <span className={css.line}>
        <strong>
          <Money value={deal.amount} />
        </strong>
        <Chip>{chance(deal.win_prob)}</Chip>
        <span className={css.right}>
          <FlagChip count={deal.flag_count} worst={deal.worst} />
        </span>
      </span>
      <span className={css.line}>
        <span className={css.owner}>{showOwner && <OwnerName deal={deal} />}</span>
        <span className={css.right}>
          <StageAge deal={deal} />
        </span>
      </span>
      {free && <MoveMenu deal={deal} targets={targets} onMove={(to) => onMove(deal, column, to)} />}
    </article>
  );
});

function MoveMenu({ deal, targets, onMove }: { deal: Deal; targets: Target[]; onMove: (to: string) => void }) {
  const { t } = useText();
  return (
    <Menu shadow="md" position="bottom-end" width={200}>
      <Menu.Target>
        <ActionIcon
          className={css.menu}
          variant="default"
          size={24}
          aria-label={t('board.move', { name: deal.name })}
          title={t('board.move_to')}
        >
          <IconDots size={14} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('board.move_to')}</Menu.Label>
        {targets.map(({ key, name }) => (
          <Menu.Item key={key} onClick={() => onMove(key)}>
            {name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
