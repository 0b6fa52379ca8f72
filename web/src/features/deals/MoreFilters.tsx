import { Select } from '@mantine/core';
import { useSession } from '@/api/session';
import { useText } from '@/i18n';
import { AmountInput } from '@/ui/AmountInput';
import { DayInput } from '@/ui/DayInput';
import { AccountPicker, PersonPicker } from '@/ui/Pickers';
import { usePhone } from '@/ui/usePhone';
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

/** The filters of deals that the bar has no room for; on a phone that is every one but the words. */
export default function MoreFilters({ filters, onChange }: MoreFiltersProps) {
  const { t } = useText();
  const phone = usePhone();
  const tags = useTags();
  const same = { filters, onChange, labelled: true };
  const any = t('filter.any');
  return (
    <div className={css.more}>
      {phone && (
        <>
          <Choice name="stage" family="stage" codes={openStages} {...same} />
          <PersonPicker
            label={t('deal.field.owner')}
            placeholder={any}
            value={filters.owner}
            onChange={(owner) => onChange({ owner })}
          />
        </>
      )}
      <Choice name="status" family="deal_status" codes={statuses} {...same} />
      <AccountPicker
        label={t('deal.field.account')}
        placeholder={any}
        value={filters.account}
        onChange={(account) => onChange({ account })}
      />
      <Choice name="severity" family="severity" codes={severities} {...same} />
      <Choice name="grade" family="grade" codes={grades} {...same} />
      <Select
        className={css.wide}
        label={t('deal.field.tags')}
        placeholder={any}
        clearable
        searchable
        data={(tags.data?.items ?? []).map((tag) => ({ value: tag.id, label: tag.name }))}
        value={filters.tag ?? null}
        onChange={(tag) => onChange({ tag: tag ?? undefined })}
      />
      <Ranges filters={filters} onChange={onChange} />
    </div>
  );
}

function Ranges({ filters, onChange }: MoreFiltersProps) {
  const { t } = useText();
  const { workspace } = useSession();
  return (
    <>
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
    </>
  );
}
