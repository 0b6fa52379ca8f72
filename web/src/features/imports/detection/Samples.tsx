import { useText } from '@/i18n';
import css from '../imports.module.css';
import type { Header } from '../types';

/** The first rows of the file under their headers; hidden columns are marked. */
export function Samples({ columns, dimmed }: { columns: Header[]; dimmed?: boolean }) {
  const { t } = useText();
  const rows = Math.max(0, ...columns.map(({ samples }) => samples.length));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table is scrolled with the keys too
    <section className={css.scroller} data-dimmed={dimmed} tabIndex={0} aria-label={t('import.table')}>
      <table className={css.samples}>
        <thead>
          <tr>
            {columns.map(({ index, header, hidden }) => (
              <th key={index} scope="col" title={header} data-own>
                {header || t('import.no_header', { n: index + 1 })}
                {hidden && <span className={css.quiet}> {t('import.hidden')}</span>}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {Array.from({ length: rows }, (_, row) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: samples have no other identity than their place
            <tr key={row}>
              {columns.map(({ index, samples }) => (
                <td key={index} title={samples[row]} data-own>
                  {samples[row]}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
