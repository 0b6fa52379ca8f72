import { useText } from '@/i18n';
import css from './entries.module.css';

/** The parts of the page below its first view, in their order; each is the id of what it leads to. */
const parts = ['needs', 'info', 'rivals', 'ours', 'offer', 'visits', 'work', 'timeline'] as const;

/** Where a part begins. */
export const partId = (part: (typeof parts)[number]) => `part-${part}`;

/** Leads to the parts of a long page. */
export function Parts() {
  const { label, t } = useText();
  const go = (id: string) => {
    const part = document.getElementById(id);
    part?.scrollIntoView({ block: 'start' });
    part?.focus({ preventScroll: true });
  };
  return (
    <nav className={css.parts} aria-label={t('sheet.part')}>
      {parts.map((part) => (
        <button key={part} type="button" className={css.part} onClick={() => go(partId(part))}>
          {label('sheet.part', part)}
        </button>
      ))}
    </nav>
  );
}
