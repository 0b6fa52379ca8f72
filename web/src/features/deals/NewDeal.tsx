import { Button, Modal, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useState } from 'react';
import { useMay, useSession } from '@/api/session';
import { useText } from '@/i18n';
import { AmountInput } from '@/ui/AmountInput';
import { DayInput } from '@/ui/DayInput';
import { FormProblem } from '@/ui/FormProblem';
import { AccountPicker, PersonPicker } from '@/ui/Pickers';
import { say } from '@/ui/toast';
import { bind, useDraft } from '@/ui/useDraft';
import css from './form.module.css';
import { createDeal } from './queries';
import { type TemplateCode, TemplateSelect } from './TemplateSelect';

const NewAccount = lazy(() => import('@/features/accounts/NewAccount'));

interface Values {
  name: string;
  account_id?: string;
  owner_id?: string;
  amount: string;
  expected_close?: string;
  template?: TemplateCode;
}

interface Named {
  id: string;
  name: string;
}

/** Creates a deal: its name and account are enough to begin, and an account that is not there yet is made on the way. */
export default function NewDeal({ onClose, account }: { onClose: () => void; account?: Named }) {
  const [creating, setCreating] = useState(false);
  const [made, setMade] = useState<Named>();
  return (
    <>
      <DealForm account={account} made={made} onClose={onClose} onAccount={() => setCreating(true)} />
      <Suspense>{creating && <NewAccount onClose={() => setCreating(false)} onMade={setMade} />}</Suspense>
    </>
  );
}

interface FormProps {
  account: Named | undefined;
  /** An account that was made on the way. */
  made: Named | undefined;
  onClose: () => void;
  onAccount: () => void;
}

function DealForm({ account, made, onClose, onAccount }: FormProps) {
  const { t } = useText();
  const { user, workspace } = useSession();
  const may = useMay();
  const client = useQueryClient();
  const router = useRouter();
  const draft = useDraft({
    name: `deal.new.${user.id}`,
    initial: { name: '', account_id: account?.id, owner_id: user.id, amount: '' } as Values,
    send: ({ amount, account_id = '', ...values }, key) =>
      createDeal({ ...values, account_id, ...(amount && { amount: { amount, currency: workspace.currency } }) }, key),
    done: (deal) => {
      void client.invalidateQueries({ queryKey: ['deal'] });
      say(t('deal.new.done', { name: deal.name }));
      onClose();
      router.history.push(`/deals/${deal.id}`);
    },
  });
  const { set } = draft;
  useEffect(() => {
    if (made) set('account_id', made.id);
  }, [made, set]);
  return (
    <Modal opened onClose={onClose} title={t('deal.new')} size="md">
      <form className={css.form} {...draft.formProps}>
        <FormProblem draft={draft} />
        <TextInput
          label={t('deal.new.name')}
          placeholder={t('deal.new.name_hint')}
          data-autofocus
          required
          maxLength={200}
          {...bind(draft, 'name')}
        />
        <AccountPicker
          label={t('deal.field.account')}
          placeholder={t('picker.account')}
          required
          value={draft.values.account_id}
          chosenName={(made ?? account)?.name}
          error={draft.errors.account_id}
          onChange={(id) => draft.set('account_id', id)}
        />
        {may('account.create') && !draft.values.account_id && (
          <Button
            className={css.make}
            size="compact-sm"
            variant="subtle"
            leftSection={<IconPlus size={14} />}
            onClick={onAccount}
          >
            {t('account.new')}
          </Button>
        )}
        <div className={css.pair}>
          <AmountInput
            label={t('deal.field.amount')}
            currency={workspace.currency}
            value={draft.values.amount}
            error={draft.errors.amount}
            onChange={(amount) => draft.set('amount', amount)}
          />
          <DayInput
            label={t('deal.field.expected_close')}
            value={draft.values.expected_close}
            error={draft.errors.expected_close}
            onChange={(day) => draft.set('expected_close', day)}
          />
        </div>
        <PersonPicker
          label={t('deal.field.owner')}
          value={draft.values.owner_id}
          error={draft.errors.owner_id}
          onChange={(id) => draft.set('owner_id', id)}
        />
        <TemplateSelect value={draft.values.template} onChange={(code) => draft.set('template', code)} />
        <div className={css.acts}>
          <Button variant="default" onClick={onClose}>
            {t('act.cancel')}
          </Button>
          <Button type="submit" loading={draft.state === 'sending'}>
            {t('deal.new.submit')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
