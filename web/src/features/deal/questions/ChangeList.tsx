import { useText } from '@/i18n';
import { useFormat } from '@/i18n/format';
import type { Question } from '../types';
import { useWords } from '../words';
import css from './questions.module.css';

/** What changed of a deal: which field of whom, who did it, and when. */
export function ChangeList({ changes }: { changes: Question['changed'] }) {
  const { t, label } = useText();
  const format = useFormat();
  const words = useWords();
  return (
    <ul>
      {changes.map(({ event_id, kind, name, field, at, by }) => (
        <li key={`${event_id}-${name ?? ''}-${field ?? ''}`}>
          <strong>
            {field ? words.field(field, kind === 'observation' ? 'influence' : kind) : label('kind', kind)}
          </strong>{' '}
          {name && <span data-own>{name}</span>}{' '}
          <span className={css.by}>
            <span data-own>{by ?? t('deal.system')}</span> · <time dateTime={at}>{format.ago(at)}</time>
          </span>
        </li>
      ))}
    </ul>
  );
}
