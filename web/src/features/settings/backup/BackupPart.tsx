import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, data } from '@/api/client';
import { useText } from '@/i18n';
import { useFormat } from '@/i18n/format';
import { Panel } from '@/ui/Panel';
import { Failure, State } from '@/ui/State';
import { say, sayRefused } from '@/ui/toast';
import css from '../settings.module.css';

const mebibyte = 2 ** 20;

function useBackups() {
  return useQuery({
    queryKey: ['backups'],
    queryFn: ({ signal }) => data(api.GET('/api/backups', { signal })),
    refetchInterval: 10_000,
  });
}

/** The backups of the installation: when one is made, which there are, an alarm when none is new, and one now. */
export default function BackupPart() {
  const { t } = useText();
  const format = useFormat();
  const { data: state, error, refetch } = useBackups();
  if (error && !state) return <Failure error={error} retry={() => void refetch()} />;
  if (!state) return null;
  return (
    <div className={css.narrow}>
      <div className={css.bar}>
        <span>{state.at ? t('backup.plan', { at: state.at, keep: state.keep }) : t('backup.plan.none')}</span>
        <NowButton />
      </div>
      {state.late && <strong role="alert">{t('backup.late')}</strong>}
      <Panel title={t('backup.title')} flush>
        {state.items.length === 0 && <State title={t('backup.none')} />}
        <ul className={css.rows}>
          {state.items.map(({ name, bytes, at }) => (
            <li key={name} className={css.row}>
              <span className={css.what}>
                <strong data-own>{name}</strong>
                <span className={css.small}>
                  {t('backup.size', { size: (bytes / mebibyte).toFixed(1) })}
                  {' · '}
                  <time dateTime={at}>{`${format.day(at)} ${format.clock(at)} · ${format.ago(at)}`}</time>
                </span>
              </span>
            </li>
          ))}
        </ul>
      </Panel>
      <p className={css.small}>{t('backup.elsewhere')}</p>
    </div>
  );
}

function NowButton() {
  const { t } = useText();
  const client = useQueryClient();
  const [busy, setBusy] = useState(false);
  const order = async () => {
    setBusy(true);
    try {
      await data(api.POST('/api/backups'));
      say(t('backup.ordered'));
      await client.invalidateQueries({ queryKey: ['backups'] });
    } catch (refused) {
      sayRefused(refused);
    }
    setBusy(false);
  };
  return (
    <Button loading={busy} onClick={() => void order()}>
      {t('backup.now')}
    </Button>
  );
}
