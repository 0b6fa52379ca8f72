import { Button } from '@mantine/core';
import { useText } from '@/i18n';
import { number } from '@/i18n/format';
import { Chip } from '@/ui/Bits';
import { Failure } from '@/ui/State';
import css from '../imports.module.css';
import { type RowFilter, useImportRows } from '../queries';
import type { Import, Row } from '../types';
import { useCodeWords } from '../words';

const tones: Partial<Record<Row['verdict'], 'good' | 'late' | 'accent'>> = {
  stored: 'good',
  updated: 'accent',
  refused: 'late',
};
const most = 200;

/** The rows of the file with the verdict on each, and why; at most 200 at once, the filters narrow them. */
export function RowList({ item, filter }: { item: Import; filter: RowFilter }) {
  const { t } = useText();
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useImportRows(
    item.id,
    filter,
    item.version,
  );
  if (error && !data) return <Failure error={error} retry={() => void refetch()} />;
  const rows = data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long table is scrolled with the keys too */}
      <section className={css.scroller} tabIndex={0} aria-label={t('import.table')}>
        <table className={css.verdictTable}>
          <thead>
            <tr>
              <th scope="col">{t('import.row')}</th>
              <th scope="col">{t('import.row.title')}</th>
              <th scope="col">{t('import.row.verdict')}</th>
              <th scope="col">{t('import.row.why')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <RowLine key={row.record} row={row} />
            ))}
          </tbody>
        </table>
      </section>
      {data && rows.length === 0 && <p className={css.none}>{t('import.rows.none')}</p>}
      {hasNextPage && (
        <div className={css.more}>
          {rows.length < most ? (
            <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
              {t('import.rows.more')}
            </Button>
          ) : (
            <span className={css.quiet}>{t('import.rows.enough', { n: most })}</span>
          )}
        </div>
      )}
    </>
  );
}

function RowLine({ row }: { row: Row }) {
  const { t, label } = useText();
  const words = useCodeWords();
  const reasons = [
    ...(row.code ? [{ column: row.column, text: words(row.code) }] : []),
    ...(row.warnings ?? []).map(({ code, column, params }) => ({ column, text: words(code, params) })),
  ];
  return (
    <tr>
      <td className="tabular">{number(row.record)}</td>
      <td data-own>{row.title}</td>
      <td>
        <Chip tone={tones[row.verdict]}>{label('import.verdict', row.verdict)}</Chip>
      </td>
      <td>
        {reasons.map(({ column, text }) => (
          <span key={`${column}.${text}`} className={css.reason}>
            {column ? t('import.row.at', { column, text }) : text}
          </span>
        ))}
      </td>
    </tr>
  );
}
