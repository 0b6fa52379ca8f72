import { Select } from '@mantine/core';
import { useSession } from '@/api/session';
import { useText } from '@/i18n';
import { AmountInput } from '@/ui/AmountInput';
import { DayInput } from '@/ui/DayInput';
import { AccountPicker, PersonPicker } from '@/ui/Pickers';
import { Choice } from './Choice';
import css from './deals.module.css';
import { useTags } from './queries';
import { type Filters, openStages } from './search';

interface MoreFiltersProps {
  filters: Filters;
  onChange: (change: Filters) => void;
}

const grades = ['A', 'B', 'C', 'D'];
const severities = ['critical', 'high', 'medium', 'low'];
const statuses = ['open', 'won', 'lost', 'abandoned', 'downgraded'];

/** Every filter of deals, behind the filter button. */
export default function MoreFilters({ filters, onChange }: MoreFiltersProps) {
  const { t } = useText();
  const { workspace } = useSession();
  const tags = useTags();
  const same = { filters, onChange, labelled: true };
  return (
    <div className={css.more}>
      <Choice name="status" family="deal_status" codes={statuses} {...same} />
      <Choice name="stage" family="stage" codes={openStages} {...same} />
      <PersonPicker label={t('deal.field.owner')} value={filters.owner} onChange={(owner) => onChange({ owner })} />
      <AccountPicker
        label={t('deal.field.account')}
        value={filters.account}
        onChange={(account) => onChange({ account })}
      />
      <Choice name="severity" family="severity" codes={severities} {...same} />
      <Choice name="grade" family="grade" codes={grades} {...same} />
      <Select
        label={t('deal.field.tags')}
        clearable
        searchable
        data={(tags.data?.items ?? []).map((tag) => ({ value: tag.id, label: tag.name }))}
        value={filters.tag ?? null}
        onChange={(tag) => onChange({ tag: tag ?? undefined })}
      />
      <AmountInput
        label={t('filter.amount_min')}
        currency={workspace.currency}
        value={filters.amount_min ?? ''}
        onChange={(amount) => onChange({ amount_min: amount })}
      />
      <AmountInput
        label={t('filter.amount_max')}
        currency={workspace.currency}
        value={filters.amount_max ?? ''}
        onChange={(amount) => onChange({ amount_max: amount })}
      />
      <DayInput
        label={t('filter.close_from')}
        value={filters.close_from}
        onChange={(day) => onChange({ close_from: day })}
      />
      <DayInput label={t('filter.close_to')} value={filters.close_to} onChange={(day) => onChange({ close_to: day })} />
    </div>
  );
}
