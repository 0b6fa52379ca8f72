import { Button, Modal, Switch } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, data, once } from '@/api/client';
import { usePeople } from '@/api/people';
import { useText } from '@/i18n';
import { FormProblem } from '@/ui/FormProblem';
import { PersonPicker } from '@/ui/Pickers';
import { Failure } from '@/ui/State';
import { say } from '@/ui/toast';
import { useDraft } from '@/ui/useDraft';
import type { User } from '../queries';
import { useBelongings } from '../security/queries';
import css from '../settings.module.css';

/** Gives all that hangs on a person to another, after showing how much that is. */
export function HandOverDialog({ user, onClose }: { user: User; onClose: () => void }) {
  const { t } = useText();
  const client = useQueryClient();
  const belongings = useBelongings(user.id);
  const people = usePeople().data?.items ?? [];
  const [name, setName] = useState('');
  const draft = useDraft<{ to?: string; disable: boolean }, unknown>({
    initial: { to: undefined, disable: true },
    send: ({ to = '', disable }, key) =>
      data(
        api.POST('/api/users/{id}/handover', {
          params: { path: { id: user.id } },
          body: { to, disable },
          headers: once(key),
        }),
      ),
    done: () => {
      say(t('user.handover.done', { name }));
      void client.invalidateQueries();
      onClose();
    },
  });
  const counts = belongings.data;
  return (
    <Modal opened onClose={onClose} title={t('user.handover.title', { name: user.name })}>
      <form className={css.form} {...draft.formProps}>
        {belongings.error && !counts && <Failure error={belongings.error} retry={() => void belongings.refetch()} />}
        {counts && (
          <p>
            {t('user.handover.counts', {
              accounts: counts.accounts,
              deals: counts.deals,
              tasks: counts.tasks,
              teams: counts.teams,
              memberships: counts.memberships,
            })}
          </p>
        )}
        <p className={css.small}>{t('user.handover.why')}</p>
        <FormProblem draft={draft} />
        <PersonPicker
          label={t('user.handover.to')}
          required
          except={user.id}
          value={draft.values.to}
          error={draft.errors.to}
          onChange={(to) => {
            draft.set('to', to);
            setName(people.find(({ id }) => id === to)?.name ?? '');
          }}
        />
        <Switch
          label={t('user.handover.disable')}
          checked={draft.values.disable}
          onChange={(event) => draft.set('disable', event.currentTarget.checked)}
        />
        <div className={css.formActs}>
          <Button variant="default" onClick={onClose}>
            {t('act.cancel')}
          </Button>
          <Button type="submit" disabled={!counts || !draft.values.to} loading={draft.state === 'sending'}>
            {t('user.handover.submit')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
