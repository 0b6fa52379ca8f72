import { Button, TextInput } from '@mantine/core';
import { useSession } from '@/api/session';
import { useText } from '@/i18n';
import { AmountInput } from '@/ui/AmountInput';
import { FormProblem } from '@/ui/FormProblem';
import { bind, useDraft } from '@/ui/useDraft';
import { useDeal } from '../context';
import type { DealPatch } from '../types';
import css from './objective.module.css';
import type { Slot } from './slots';

const texts = ['when', 'quantity', 'what', 'who'] as const;

/** The five slots of the objective as fields; the one that was tapped has the focus. */
export default function ObjectiveForm({ first, onClose }: { first: Slot; onClose: () => void }) {
  const { t } = useText();
  const { workspace } = useSession();
  const { sheet, save } = useDeal();
  const { deal } = sheet;
  const currency = deal.sso_revenue?.currency ?? deal.amount?.currency ?? workspace.currency;
  const before = {
    when: deal.sso_when ?? '',
    quantity: deal.sso_quantity ?? '',
    what: deal.sso_what ?? '',
    who: deal.sso_who ?? '',
    revenue: deal.sso_revenue?.amount.replace(/\.0+$/, '') ?? '',
  };
  const draft = useDraft({
    name: `objective.${deal.id}`,
    initial: before,
    send: async (values) => {
      const patch: DealPatch = {};
      for (const slot of texts) {
        if (values[slot].trim() !== before[slot]) patch[`sso_${slot}`] = values[slot].trim() || null;
      }
      if (values.revenue !== before.revenue) {
        patch.sso_revenue = values.revenue ? { amount: values.revenue, currency } : null;
      }
      if (Object.keys(patch).length > 0) await save(patch);
    },
    done: onClose,
  });
  return (
    <form className={css.form} {...draft.formProps}>
      <FormProblem draft={draft} />
      {texts.map((slot) => (
        <TextInput
          key={slot}
          label={t(`objective.slot.${slot}`)}
          placeholder={t(`objective.hint.${slot}`)}
          autoFocus={slot === first}
          maxLength={100}
          {...bind(draft, slot)}
          error={draft.errors[`sso_${slot}`]}
        />
      ))}
      <AmountInput
        label={t('objective.slot.revenue')}
        currency={currency}
        autoFocus={first === 'revenue'}
        value={draft.values.revenue}
        error={draft.errors.sso_revenue}
        onChange={(revenue) => draft.set('revenue', revenue)}
      />
      <div className={css.acts}>
        <Button
          variant="default"
          onClick={() => {
            draft.forget();
            onClose();
          }}
        >
          {t('act.cancel')}
        </Button>
        <Button type="submit" loading={draft.state === 'sending'}>
          {t('act.save')}
        </Button>
      </div>
    </form>
  );
}
