// The one table of the product: columns to choose, sort kept by the caller (in the URL), selection, rows fetched while
// scrolling, and every state a list can be in. Only the rows in sight are drawn.
import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useText } from '@/i18n';
import { number } from '@/i18n/format';
import { usePrefs } from '../prefs';
import { Failure } from '../State';
import { usePhone } from '../usePhone';
import { type Column, type Identified, leastWidth, tracks } from './column';
import { Head } from './Head';
import { TableRow } from './Row';
import { SkeletonRows } from './Skeleton';
import { type Selection, useSelection } from './selection';
import css from './table.module.css';
import { useRowKeys } from './useRowKeys';
import type { Rows } from './useRows';

export interface DataTableProps<Row extends Identified> {
  /** Says what the table holds, for screen readers. */
  label: string;
  columns: Column<Row>[];
  list: Rows<Row>;
  empty: ReactNode;
  sort?: string;
  onSort?: (sort: string) => void;
  /** The ids of the selected rows; rows can be selected when onSelection is given. */
  selection?: Selection;
  onSelection?: (selection: Selection) => void;
  onOpen?: (row: Row) => void;
  /** How a row looks on a phone. */
  card: (row: Row) => ReactNode;
}

const heights = { comfortable: 36, compact: 32, touch: 44, card: 92 };
const ahead = 12;
const none: Selection = new Set();

/** Shows a list as a table, or as cards on a phone. */
export function DataTable<Row extends Identified>(props: DataTableProps<Row>) {
  const { list, columns, selection = none, onSelection } = props;
  const phone = usePhone();
  const { density = 'comfortable' } = usePrefs();
  const scroller = useRef<HTMLDivElement>(null);
  const { rows } = list;
  const { toggle, toggleAll } = useSelection(rows, selection, onSelection);
  const height = phone ? heights.card : matchMedia('(pointer: coarse)').matches ? heights.touch : heights[density];
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    overscan: 6,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: a change of height is what makes it measure again
  useEffect(() => virtual.measure(), [virtual, height]);
  const shown = virtual.getVirtualItems();
  const last = shown.at(-1)?.index ?? 0;
  useEffect(() => {
    if (list.more && last >= rows.length - ahead) list.more();
  }, [list.more, last, rows.length]);
  const [active, setActive] = useState(0);
  useRowKeys({
    count: rows.length,
    active,
    setActive,
    scroller,
    reveal: (index) => virtual.scrollToIndex(index),
    toggle: onSelection && ((index) => rows[index] && toggle(rows[index].id)),
  });

  if (list.error) return <Failure error={list.error} retry={list.retry} />;
  if (!list.pending && rows.length === 0) return <div className={css.frame}>{props.empty}</div>;
  const selectable = Boolean(onSelection);
  return (
    <div className={css.frame} data-phone={phone} data-dimmed={list.dimmed}>
      <div ref={scroller} className={css.scroller}>
        <div
          role="table"
          className={css.table}
          aria-label={props.label}
          aria-rowcount={list.total === undefined || list.capped ? -1 : list.total + 1}
          style={{ '--tracks': tracks(columns, selectable), '--least': `${leastWidth(columns, selectable)}px` }}
        >
          <Head
            columns={columns}
            sort={props.sort}
            onSort={props.onSort}
            all={selectable ? selection.size > 0 && rows.every((row) => selection.has(row.id)) : undefined}
            some={selection.size > 0}
            onAll={toggleAll}
          />
          {list.pending ? (
            <SkeletonRows columns={columns} height={height} />
          ) : (
            <div role="rowgroup" className={css.body} style={{ height: virtual.getTotalSize() }}>
              {shown.map((item) => {
                const row = rows[item.index];
                if (!row) return null;
                return (
                  <TableRow
                    key={row.id}
                    row={row}
                    index={item.index}
                    start={item.start}
                    height={height}
                    columns={columns}
                    card={phone ? props.card : undefined}
                    selected={selectable ? selection.has(row.id) : undefined}
                    active={item.index === active}
                    onSelect={toggle}
                    onOpen={props.onOpen}
                    onActive={setActive}
                  />
                );
              })}
            </div>
          )}
        </div>
      </div>
      <Foot list={list} />
    </div>
  );
}

function Foot<Row>({ list }: { list: Rows<Row> }) {
  const { t } = useText();
  if (list.total === undefined) return <div className={css.foot} />;
  const total = list.capped ? `${number(list.total - 1)}+` : number(list.total);
  return (
    <div className={css.foot} role="status">
      {t('table.total', { total })}
    </div>
  );
}
