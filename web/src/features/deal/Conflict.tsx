import { Button, Modal } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useText } from '@/i18n';
import { useFormat } from '@/i18n/format';
import type { Conflict } from './context';
import { useDeal } from './context';
import css from './deal.module.css';
import { useTimeline } from './queries';
import type { Sheet } from './types';
import { useWords } from './words';

function theirs(sheet: Sheet, { kind, id }: Conflict): Record<string, unknown> & { version?: number } {
  if (kind === 'deal') return { ...sheet.deal };
  if (kind === 'influence') return { ...sheet.influences.find((person) => person.id === id) };
  return { ...sheet.competitors.find((rival) => rival.id === id) };
}

/** Somebody was faster: who and when, their values beside ours, and the choice between the two. */
export default function ConflictDialog({ conflict, onClose }: { conflict: Conflict; onClose: () => void }) {
  const { t } = useText();
  const words = useWords();
  const format = useFormat();
  const { sheet, run } = useDeal();
  const timeline = useTimeline(sheet.deal.id);
  const { refetch } = timeline;
  const [busy, setBusy] = useState(false);
  useEffect(() => void refetch(), [refetch]);
  const current = theirs(sheet, conflict);
  const last = timeline.data?.pages[0]?.items[0];
  const fields = Object.keys(conflict.mine).filter(
    (field) => JSON.stringify(conflict.mine[field] ?? null) !== JSON.stringify(current[field] ?? null),
  );
  const keepMine = async () => {
    setBusy(true);
    await run(() => conflict.again(current.version ?? 0));
    onClose();
  };
  return (
    <Modal opened onClose={onClose} title={t('deal.conflict.title')} size="lg">
      <p className={css.why}>
        {last
          ? t('deal.conflict.who', { name: last.actor_name ?? t('deal.system'), when: format.ago(last.at) })
          : t('deal.conflict.why')}
      </p>
      <table className={css.compare}>
        <thead>
          <tr>
            <th scope="col">{t('deal.conflict.field')}</th>
            <th scope="col">{t('deal.conflict.theirs')}</th>
            <th scope="col">{t('deal.conflict.mine')}</th>
          </tr>
        </thead>
        <tbody>
          {fields.map((field) => (
            <tr key={field}>
              <th scope="row">{words.field(field)}</th>
              <td>{words.value(field, current[field])}</td>
              <td>{words.value(field, conflict.mine[field])}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <div className={css.acts}>
        <Button variant="default" onClick={onClose}>
          {t('deal.conflict.take')}
        </Button>
        <Button onClick={() => void keepMine()} loading={busy}>
          {t('deal.conflict.keep')}
        </Button>
      </div>
    </Modal>
  );
}
