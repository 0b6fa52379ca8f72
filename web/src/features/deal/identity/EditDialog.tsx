import { Button, Modal, TextInput } from '@mantine/core';
import { useSession } from '@/api/session';
import { useText } from '@/i18n';
import { AmountInput } from '@/ui/AmountInput';
import { DayInput } from '@/ui/DayInput';
import { FormProblem } from '@/ui/FormProblem';
import { bind, useDraft } from '@/ui/useDraft';
import { useDeal } from '../context';
import css from '../deal.module.css';
import type { DealPatch } from '../types';

interface Values {
  name: string;
  amount: string;
  expected_close?: string;
  next_action_on?: string;
  engaged_on?: string;
}

/** Changes the facts of the deal; only what differs is sent. */
export default function EditDialog({ onClose }: { onClose: () => void }) {
  const { t } = useText();
  const { workspace } = useSession();
  const { sheet, save } = useDeal();
  const { deal } = sheet;
  const currency = deal.amount?.currency ?? workspace.currency;
  const before: Values = {
    name: deal.name,
    amount: deal.amount?.amount.replace(/\.0+$/, '') ?? '',
    expected_close: deal.expected_close,
    next_action_on: deal.next_action_on,
    engaged_on: deal.engaged_on,
  };
  const draft = useDraft({
    initial: before,
    send: async (values) => {
      const patch: DealPatch = {};
      if (values.name !== before.name) patch.name = values.name;
      if (values.amount !== before.amount) patch.amount = values.amount ? { amount: values.amount, currency } : null;
      for (const field of ['expected_close', 'next_action_on', 'engaged_on'] as const) {
        if (values[field] !== before[field]) patch[field] = values[field] ?? null;
      }
      if (Object.keys(patch).length > 0) await save(patch);
    },
    done: onClose,
  });
  return (
    <Modal opened onClose={onClose} title={t('deal.edit.title')}>
      <form className={css.form} {...draft.formProps}>
        <FormProblem draft={draft} />
        <TextInput label={t('deal.field.name')} data-autofocus required maxLength={200} {...bind(draft, 'name')} />
        <div className={css.pair}>
          <AmountInput
            label={t('deal.field.amount')}
            currency={currency}
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
          <DayInput
            label={t('field.next_action_on')}
            value={draft.values.next_action_on}
            error={draft.errors.next_action_on}
            onChange={(day) => draft.set('next_action_on', day)}
          />
          <DayInput
            label={t('field.engaged_on')}
            value={draft.values.engaged_on}
            error={draft.errors.engaged_on}
            onChange={(day) => draft.set('engaged_on', day)}
          />
        </div>
        <div className={css.acts}>
          <Button variant="default" onClick={onClose}>
            {t('act.cancel')}
          </Button>
          <Button type="submit" disabled={draft.values.name.trim() === ''} loading={draft.state === 'sending'}>
            {t('act.save')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
