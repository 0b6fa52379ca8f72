import { useText } from '@/i18n';
import { useFormat } from '@/i18n/format';
import { Panel } from '@/ui/Panel';
import { Contrasts } from '../past/Contrasts';
import css from './review.module.css';
import type { Review } from './types';

/** What the last review decided, and what became of the deal since then. */
export function Since({ review, open }: { review: Review; open?: boolean }) {
  const { t, label } = useText();
  const format = useFormat();
  const { last, since } = review;
  if (!last || !since) return null;
  const count = (tone: string) => since.changes.filter((one) => one.tone === tone).length;
  return (
    <Panel title={t('review.since')}>
      <p className={css.none}>
        {t('review.since.last', {
          n: last.number,
          day: format.dayOf(last.closed_at ?? ''),
          decision: label('review_decision', last.decision),
        })}
        {last.reason && (
          <>
            {' · '}
            <span data-own>{last.reason}</span>
          </>
        )}
      </p>
      {since.changes.length === 0 && <p>{t('review.since.same')}</p>}
      {Boolean(since.erased) && <p>{t('past.erased.sum', { n: since.erased ?? 0 })}</p>}
      {since.changes.length > 0 && (
        <details className={css.since} open={open}>
          <summary>
            {t('past.compare.sum', { n: since.changes.length, better: count('better'), worse: count('worse') })}
          </summary>
          <Contrasts changes={since.changes} from={t('review.column.last')} to={t('review.column.this')} />
        </details>
      )}
    </Panel>
  );
}
