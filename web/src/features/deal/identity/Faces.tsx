import { Link } from '@tanstack/react-router';
import { useText } from '@/i18n';
import { useDeal } from '../context';
import css from './faces.module.css';

const faces = [
  ['/deals/$id', 'deal.face.sheet'],
  ['/deals/$id/questions', 'deal.face.questions'],
  ['/deals/$id/brief', 'deal.face.brief'],
] as const;

/** The three ways to read a deal: to work on, by nine questions, on one page. */
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
        </Link>
      ))}
    </nav>
  );
}
