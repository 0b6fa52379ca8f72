import { Link } from '@tanstack/react-router';
import { useText } from '@/i18n';
import { Chip } from '@/ui/Bits';
import { useDeal } from '../context';
import { useReviews } from '../review/queries';
import css from './faces.module.css';

const faces = [
  ['/deals/$id', 'deal.face.sheet'],
  ['/deals/$id/questions', 'deal.face.questions'],
  ['/deals/$id/brief', 'deal.face.brief'],
  ['/deals/$id/review', 'deal.face.review'],
] as const;

/** The ways to read a deal: to work on, by nine questions, on one page, by its reviews. */
export function Faces() {
  const { t } = useText();
  const { deal } = useDeal().sheet;
  return (
    <nav className={css.faces} aria-label={t('deal.faces')}>
      {faces.map(([to, name]) => (
        <Link
          key={to}
          to={to}
          params={{ id: deal.id }}
          activeOptions={{ exact: true, includeSearch: false }}
          activeProps={{ 'aria-current': 'page' }}
          className={css.face}
        >
          {t(name)}
          {name === 'deal.face.review' && <Reviewed />}
        </Link>
      ))}
    </nav>
  );
}

/** Whether a review is open, or due. */
function Reviewed() {
  const { t } = useText();
  const { sheet, past } = useDeal();
  const list = useReviews(sheet.deal.id).data;
  const latest = list?.items[0];
  if (past || !latest) return null;
  if (!latest.closed_at) return <Chip tone="accent">{t('review.running')}</Chip>;
  return list.due ? <Chip tone="late">{t('review.due')}</Chip> : null;
}
