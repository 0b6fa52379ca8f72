import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { usePeople } from '@/api/people';
import { useText } from '@/i18n';
import { useFormat } from '@/i18n/format';
import { Chip } from '@/ui/Bits';
import { Panel } from '@/ui/Panel';
import { Failure, State } from '@/ui/State';
import { say, sayRefused } from '@/ui/toast';
import { restore, type Trashed, useTrash } from '../queries';
import css from '../settings.module.css';

/** What lies in the trash: what it was, whose, since when, and the way back. */
export default function TrashPart() {
  const { t } = useText();
  const { data, error, refetch } = useTrash();
  if (error && !data) return <Failure error={error} retry={() => void refetch()} />;
  const items = data?.items ?? [];
  return (
    <div className={css.narrow}>
      <Panel title={t('settings.trash')} flush>
        {data && items.length === 0 && <State title={t('trash.empty.title')}>{t('trash.empty.why')}</State>}
        <ul className={css.rows}>
          {items.map((item) => (
            <TrashRow key={`${item.kind}:${item.id}`} item={item} />
          ))}
        </ul>
      </Panel>
    </div>
  );
}

function TrashRow({ item }: { item: Trashed }) {
  const { t, label } = useText();
  const format = useFormat();
  const client = useQueryClient();
  const owner = usePeople().data?.items.find(({ id }) => id === item.owner_id);
  const [busy, setBusy] = useState(false);
  const back = async () => {
    setBusy(true);
    try {
      await restore(item);
      say(t('trash.restored', { name: item.name }));
      for (const kind of ['trash', 'deal', 'account', 'contact']) void client.invalidateQueries({ queryKey: [kind] });
    } catch (error) {
      sayRefused(error);
      setBusy(false);
    }
  };
  return (
    <li className={css.row}>
      <Chip>{label('kind', item.kind)}</Chip>
      <span className={css.what}>
        <strong data-own>{item.name}</strong>
        <span className={css.small}>
          {item.deal_name && (
            <>
              <span data-own>{t('trash.of_deal', { name: item.deal_name })}</span> ·{' '}
            </>
          )}
          {owner && `${t('trash.owner', { name: owner.name })} · `}
          <time dateTime={item.deleted_at} title={item.deleted_at}>
            {item.deleted_by
              ? t('trash.by', { name: item.deleted_by, ago: format.ago(item.deleted_at) })
              : t('trash.since', { ago: format.ago(item.deleted_at) })}
          </time>
        </span>
      </span>
      <Button
        size="compact-sm"
        variant="default"
        loading={busy}
        aria-label={t('trash.restore_one', { name: item.name })}
        onClick={() => void back()}
      >
        {t('trash.restore')}
      </Button>
    </li>
  );
}
