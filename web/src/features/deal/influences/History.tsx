import { Button } from '@mantine/core';
import { useState } from 'react';
import { useText } from '@/i18n';
import { useFormat } from '@/i18n/format';
import { useDeal } from '../context';
import { useObservations } from '../queries';
import { useWords } from '../words';
import css from './form/form.module.css';

/** What was observed of a person over time, newest first, each with its source. */
export function History({ person }: { person: string }) {
  const { t, label } = useText();
  const words = useWords();
  const format = useFormat();
  const { sheet } = useDeal();
  const [open, setOpen] = useState(false);
  const list = useObservations(sheet.deal.id, person, open);
  const seen = list.data?.items ?? [];
  return (
    <section>
      <Button size="compact-sm" variant="subtle" aria-expanded={open} onClick={() => setOpen(!open)}>
        {t(open ? 'person.history.hide' : 'person.history.show')}
      </Button>
      {open && list.data && seen.length === 0 && <p className={css.note}>{t('person.history.none')}</p>}
      {open && (
        <ol className={css.history}>
          {seen.map((one) => (
            <li key={one.id}>
              <span>
                <strong>{words.field(one.field)}</strong> {words.value(one.field, one.value)}
              </span>
              <span className={css.note}>
                {[format.day(one.on), label('origin', one.source), words.name(one.by_id), one.evidence]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}
