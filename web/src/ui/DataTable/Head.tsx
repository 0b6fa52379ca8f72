import { Checkbox } from '@mantine/core';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { useText } from '@/i18n';
import { ariaSort, type Column, nextSort } from './column';
import css from './table.module.css';

interface HeadProps<Row> {
  columns: Column<Row>[];
  sort: string | undefined;
  onSort: ((sort: string) => void) | undefined;
  /** Whether all rows are selected; undefined when rows cannot be selected. */
  all: boolean | undefined;
  some: boolean;
  onAll: () => void;
}

/** The row of column names, each a button where the server can sort by it. */
export function Head<Row>({ columns, sort, onSort, all, some, onAll }: HeadProps<Row>) {
  const { t } = useText();
  return (
    <div role="row" className={css.head} aria-rowindex={1}>
      {all !== undefined && (
        <span role="columnheader" className={css.box}>
          <Checkbox
            size="xs"
            aria-label={t('table.select_all')}
            checked={all}
            indeterminate={some && !all}
            onChange={onAll}
          />
        </span>
      )}
      {columns.map((column) => (
        <span
          key={column.id}
          role="columnheader"
          className={css.cell}
          data-align={column.align}
          aria-sort={column.sort ? ariaSort(sort, column.sort) : undefined}
        >
          <HeadName column={column} sort={sort} onSort={onSort} />
        </span>
      ))}
    </div>
  );
}

function HeadName<Row>({ column, sort, onSort }: Pick<HeadProps<Row>, 'sort' | 'onSort'> & { column: Column<Row> }) {
  const by = column.sort;
  if (!by || !onSort)
    return (
      <span className={css.name} title={column.title}>
        {column.title}
      </span>
    );
  const order = ariaSort(sort, by);
  return (
    <button type="button" className={css.sort} data-order={order} onClick={() => onSort(nextSort(sort, by))}>
      <span className={css.name} title={column.title}>
        {column.title}
      </span>
      {order === 'descending' ? <IconArrowDown size={13} aria-hidden /> : <IconArrowUp size={13} aria-hidden />}
    </button>
  );
}
