import { Select, Switch } from '@mantine/core';
import { useFiles } from '@/features/files/queries';
import { useText } from '@/i18n';
import { DayInput } from '@/ui/DayInput';
import { Panel } from '@/ui/Panel';
import { useDeal } from '../context';
import { putCost } from '../entries/acts';
import css from '../entries/entries.module.css';
import { SavedAmount } from '../entries/SavedAmount';
import { Taps } from '../entries/Taps';

const budgets = ['none', 'planned', 'approved', 'in_place'] as const;
const approvals = ['not_started', 'in_progress', 'approved', 'rejected'] as const;
const models = ['key_account', 'channel', 'project'] as const;
const types = ['latent', 'active'] as const;
const days = ['approved_on', 'need_doc_on', 'tender_issue_on', 'bid_open_on'] as const;
const past = new Set<string>(['approved_on', 'need_doc_on']);

/** How far the customer's project is: his money, his approval and his calendar; and what it costs us. */
export function ProjectPanel() {
  const { t, label } = useText();
  const { sheet, may, edit, today, run } = useDeal();
  const { deal, cost } = sheet;
  const locked = !may('edit');
  const currency = deal.budget?.currency ?? deal.amount?.currency ?? 'CNY';
  const taps = [
    ['budget_status', budgets, 'budget_status'],
    ['approval_status', approvals, 'approval'],
    ['sales_model', models, 'sales_model'],
    ['opp_type', types, 'opp_type'],
  ] as const;
  const spend = (change: object) => void run(() => putCost(deal.id, { ...picked(cost), ...change }));
  return (
    <Panel title={t('project.title')}>
      <div className={css.stack}>
        {taps.map(([field, codes, family]) => (
          <Taps<string>
            key={field}
            name={t(`field.${field}`)}
            codes={codes}
            said={(code) => label(family, code)}
            value={deal[field]}
            disabled={locked}
            onChange={(code) => void edit({ [field]: code ?? null })}
          />
        ))}
        <div className={css.fields}>
          <SavedAmount
            name={t('field.budget')}
            currency={currency}
            value={deal.budget?.amount}
            disabled={locked}
            onChange={(amount) => void edit({ budget: amount ? { amount, currency } : null })}
          />
          {days.map((field) => (
            <DayInput
              key={field}
              size="xs"
              label={t(`field.${field}`)}
              max={past.has(field) ? today : undefined}
              disabled={locked}
              value={deal[field]}
              onChange={(day) => void edit({ [field]: day ?? null })}
            />
          ))}
          <Proof />
        </div>
        <Switch
          size="xs"
          label={t('field.quick_quote_request')}
          disabled={locked}
          checked={deal.quick_quote_request ?? false}
          onChange={(event) => void edit({ quick_quote_request: event.currentTarget.checked })}
        />
        {(cost || !locked) && (
          <div className={css.fields}>
            {(['cost_budget', 'cost_to_date'] as const).map((field) => (
              <SavedAmount
                key={field}
                name={t(`field.${field}`)}
                currency={cost?.[field]?.currency ?? currency}
                value={cost?.[field]?.amount}
                disabled={locked}
                onChange={(amount) => spend({ [field]: amount ? { amount, currency } : undefined })}
              />
            ))}
          </div>
        )}
      </div>
    </Panel>
  );
}

type Cost = NonNullable<ReturnType<typeof useDeal>['sheet']['cost']>;

const picked = (cost: Cost | undefined) => ({ cost_budget: cost?.cost_budget, cost_to_date: cost?.cost_to_date });

/** The file that shows the need in writing. */
function Proof() {
  const { t } = useText();
  const { sheet, may, edit } = useDeal();
  const files = useFiles(`deal:${sheet.deal.id}`);
  const options = (files.data?.items ?? []).map((file) => ({ value: file.id, label: file.name }));
  return (
    <Select
      size="xs"
      clearable
      label={t('field.need_doc_file')}
      placeholder={t('project.no_file')}
      disabled={!may('edit') || options.length === 0}
      data={options}
      value={sheet.deal.need_doc_file_id ?? null}
      onChange={(id) => void edit({ need_doc_file_id: id })}
    />
  );
}
