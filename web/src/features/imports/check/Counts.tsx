import { useText } from '@/i18n';
import { number } from '@/i18n/format';
import css from '../imports.module.css';
import type { RowFilter } from '../queries';
import { type Report, verdicts } from '../types';
import { useCodeWords } from '../words';

interface CountsProps {
  report: Report;
  filter: RowFilter;
  onFilter: (filter: RowFilter) => void;
}

/** Rows by verdict, refusals and warnings by reason; a press shows only those rows. */
export function Counts({ report, filter, onFilter }: CountsProps) {
  const { t, label } = useText();
  const words = useCodeWords();
  const counts = report.verdicts ?? {};
  const all = verdicts.reduce((sum, verdict) => sum + (counts[verdict] ?? 0), 0);
  const codes = Object.entries(report.codes ?? {}).sort((a, b) => b[1] - a[1]);
  const warnings = Object.entries(report.warnings ?? {}).sort((a, b) => b[1] - a[1]);
  return (
    <>
      <fieldset className={css.verdicts}>
        <legend className="visually-hidden">{t('import.verdicts')}</legend>
        <button type="button" aria-pressed={!filter.verdict} onClick={() => onFilter({})}>
          <strong>{number(all)}</strong> {t('import.verdict.all')}
        </button>
        {verdicts
          .filter((verdict) => counts[verdict])
          .map((verdict) => (
            <button
              key={verdict}
              type="button"
              data-verdict={verdict}
              aria-pressed={filter.verdict === verdict}
              onClick={() => onFilter({ verdict })}
            >
              <strong>{number(counts[verdict] ?? 0)}</strong> {label('import.verdict', verdict)}
            </button>
          ))}
      </fieldset>
      {codes.length > 0 && (
        <ul className={css.reasons}>
          {codes.map(([code, n]) => (
            <li key={code}>
              <button
                type="button"
                aria-pressed={filter.code === code}
                onClick={() => onFilter(filter.code === code ? {} : { verdict: 'refused', code })}
              >
                <strong className="tabular">{number(n)}</strong> {words(code)}
              </button>
            </li>
          ))}
        </ul>
      )}
      {warnings.length > 0 && (
        <details className={css.warnings}>
          <summary>{t('import.warnings', { n: warnings.length })}</summary>
          <ul>
            {warnings.map(([code, n]) => (
              <li key={code}>{t('import.finding', { what: words(code), n: number(n) })}</li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}
