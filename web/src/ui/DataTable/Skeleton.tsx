import { Skeleton } from '@mantine/core';
import { useText } from '@/i18n';
import { useLate } from '../useLate';
import type { Column } from './column';
import css from './table.module.css';

const lines = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];

/** Grey rows in the shape of the table, shown when the answer takes longer than a moment. */
export function SkeletonRows<Row>({ columns, height }: { columns: Column<Row>[]; height: number }) {
  const { t } = useText();
  const late = useLate();
  return (
    <div role="rowgroup" className={css.waiting}>
      <div role="row" className="visually-hidden">
        <span role="cell">
          <span role="status">{t('state.loading')}</span>
        </span>
      </div>
      {late &&
        lines.map((line) => (
          <div key={line} className={css.waitRow} style={{ height }} aria-hidden="true">
            {columns.map((column, at) => (
              <Skeleton key={column.id} height={12} width={`${50 + ((line * 7 + at * 13) % 40)}%`} />
            ))}
          </div>
        ))}
    </div>
  );
}
