import { useText } from '@/i18n';
import { useDeal } from '../context';
import { goTo, lowerParts } from '../places';
import css from './entries.module.css';

/** Leads to the parts of a long page. */
export function Parts() {
  const { label, t } = useText();
  const open = useDeal().sheet.deal.status === 'open';
  const parts = lowerParts.filter((part) => open || part !== 'see');
  return (
    <nav className={css.parts} aria-label={t('sheet.part')}>
      {parts.map((part) => (
        <button key={part} type="button" className={css.part} onClick={() => goTo(part)}>
          {label('sheet.part', part)}
        </button>
      ))}
    </nav>
  );
}
