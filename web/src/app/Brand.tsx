import { Link } from '@tanstack/react-router';
import { useText } from '@/i18n';
import { Mark } from '@/ui/Bits';
import css from './shell.module.css';

/** The name of the product with its mark; a link to the first screen. */
export function Brand() {
  const { t } = useText();
  return (
    <Link to="/" className={css.brand}>
      <Mark />
      <span>{t('app.name')}</span>
    </Link>
  );
}
