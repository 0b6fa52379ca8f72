import { useText } from '@/i18n';
import { goTo, lowerParts } from '../places';
import css from './entries.module.css';

/** Leads to the parts of a long page. */
export function Parts() {
  const { label, t } = useText();
  return (
    <nav className={css.parts} aria-label={t('sheet.part')}>
      {lowerParts.map((part) => (
        <button key={part} type="button" className={css.part} onClick={() => goTo(part)}>
          {label('sheet.part', part)}
        </button>
      ))}
    </nav>
  );
}
