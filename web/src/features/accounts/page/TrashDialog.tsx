import { Button, Modal } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useText } from '@/i18n';
import { say, sayRefused } from '@/ui/toast';
import css from '../accounts.module.css';
import { trashAccount } from '../queries';
import type { Account } from '../types';

/** Asks before an account goes into the trash. */
export default function TrashDialog({ account, onClose }: { account: Account; onClose: () => void }) {
  const { t } = useText();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [busy, setBusy] = useState(false);
  const trash = async () => {
    setBusy(true);
    try {
      await trashAccount(account);
      say(t('trash.done', { name: account.name }));
      await navigate({ to: '/accounts' });
      await client.invalidateQueries({ queryKey: ['account'] });
    } catch (error) {
      sayRefused(error);
      onClose();
    }
  };
  return (
    <Modal opened onClose={onClose} title={t('account.trash')} size="sm">
      <p>{t('account.trash.question', { name: account.name })}</p>
      <div className={css.formActs}>
        <Button variant="default" onClick={onClose}>
          {t('act.cancel')}
        </Button>
        <Button className={css.danger} loading={busy} onClick={() => void trash()}>
          {t('account.trash')}
        </Button>
      </div>
    </Modal>
  );
}
