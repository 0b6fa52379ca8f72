import { Link } from '@tanstack/react-router';
import { useText } from '@/i18n';
import css from './handbook.module.css';

/** The way to a page of the handbook from where its subject is mentioned. */
export function PageLink({ topic, name }: { topic: string; name?: string }) {
  const { t } = useText();
  return (
    <Link to="/handbook" search={{ topic }} className={css.mention}>
      {name ? t('handbook.open.of', { name }) : t('handbook.open')}
    </Link>
  );
}
