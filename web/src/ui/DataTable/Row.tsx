import { Checkbox } from '@mantine/core';
import { memo, type ReactNode } from 'react';
import { useText } from '@/i18n';
import type { Column, Identified } from './column';
import css from './table.module.css';

interface RowProps<Row> {
  row: Row;
  index: number;
  start: number;
  height: number;
  columns: Column<Row>[];
  card: ((row: Row) => ReactNode) | undefined;
  /** Undefined when rows cannot be selected. */
  selected: boolean | undefined;
  active: boolean;
  onSelect: (id: string) => void;
  onOpen: ((row: Row) => void) | undefined;
  onActive: (index: number) => void;
}

function onControl(target: EventTarget): boolean {
  return target instanceof Element && target.closest('a, button, input, label') !== null;
}

function RowView<Row extends Identified>(props: RowProps<Row>) {
  const { row, index, columns, card, selected, active, onOpen } = props;
  const { t } = useText();
  return (
    <div
      role="row"
      className={card ? css.cardRow : css.row}
      aria-rowindex={index + 2}
      aria-selected={selected}
      data-index={index}
      tabIndex={active ? 0 : -1}
      style={{ height: props.height, transform: `translateY(${props.start}px)` }}
      onFocus={() => props.onActive(index)}
      onKeyDown={(event) => event.key === 'Enter' && event.target === event.currentTarget && onOpen?.(row)}
      onClick={(event) => !onControl(event.target) && onOpen?.(row)}
    >
      {selected !== undefined && !card && (
        <span role="cell" className={css.box}>
          <Checkbox
            size="xs"
            aria-label={t('table.select')}
            checked={selected}
            onChange={() => props.onSelect(row.id)}
          />
        </span>
      )}
      {card ? (
        <div role="cell" className={css.card}>
          {card(row)}
        </div>
      ) : (
        columns.map((column) => (
          <span key={column.id} role="cell" className={css.cell} data-align={column.align}>
            {column.cell(row)}
          </span>
        ))
      )}
    </div>
  );
}

/** One row; drawn again only when something of it changes. */
export const TableRow = memo(RowView) as typeof RowView;
