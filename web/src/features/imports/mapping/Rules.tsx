import { Radio, Select, TextInput } from '@mantine/core';
import { usePeople } from '@/api/people';
import { useSession } from '@/api/session';
import { type Key, useText } from '@/i18n';
import { Panel } from '@/ui/Panel';
import css from '../imports.module.css';
import { withDefault } from '../plan';
import type { Import, Plan } from '../types';

interface RulesProps {
  item: Import;
  plan: Plan;
  onChange: (plan: Plan) => void;
}

const duplicates = ['same', 'new', 'skip'] as const;
const keys = ['match', 'external'] as const;

/** What holds for every row: how records are found again, what happens to doubles, what stands in for what is missing. */
export function Rules({ item, plan, onChange }: RulesProps) {
  const { t } = useText();
  const { workspace } = useSession();
  const has = (code: string) => item.fields.some((field) => field.code === code);
  const amounts = item.fields.some(({ type }) => type === 'amount');
  return (
    <Panel title={t('import.rules')}>
      <div className={css.stack}>
        <Radio.Group
          label={t('import.key')}
          value={plan.key ?? 'match'}
          onChange={(key) => onChange({ ...plan, key: key as Plan['key'] })}
        >
          {keys.map((key) => (
            <Radio
              key={key}
              value={key}
              size="sm"
              className={css.radio}
              label={t(`import.key.${key}` as Key)}
              description={t(`import.key.${key}.why` as Key)}
            />
          ))}
        </Radio.Group>
        <TextInput
          label={t('import.source')}
          inputWrapperOrder={['label', 'input', 'error', 'description']}
          description={t('import.source.why')}
          maxLength={100}
          value={plan.source ?? ''}
          onChange={(event) => onChange({ ...plan, source: event.currentTarget.value || undefined })}
        />
        <Radio.Group
          label={t('import.duplicate')}
          value={plan.duplicate ?? 'same'}
          onChange={(rule) => onChange({ ...plan, duplicate: rule as Plan['duplicate'] })}
        >
          {duplicates.map((rule) => (
            <Radio
              key={rule}
              value={rule}
              size="sm"
              className={css.radio}
              label={t(`import.duplicate.${rule}` as Key)}
              description={t(`import.duplicate.${rule}.why` as Key)}
            />
          ))}
        </Radio.Group>
        {has('owner') && <DefaultOwner plan={plan} onChange={onChange} />}
        {amounts && (
          <TextInput
            label={t('import.currency')}
            inputWrapperOrder={['label', 'input', 'error', 'description']}
            description={t('import.currency.why')}
            placeholder={workspace.currency}
            maxLength={3}
            value={plan.currency ?? ''}
            onChange={(event) => onChange({ ...plan, currency: event.currentTarget.value.toUpperCase() || undefined })}
          />
        )}
        {item.detection.totals.length > 0 && (
          <Radio.Group
            label={t('import.totals')}
            value={plan.totals ?? 'skip'}
            onChange={(totals) => onChange({ ...plan, totals: totals as Plan['totals'] })}
          >
            <Radio value="skip" size="sm" className={css.radio} label={t('import.totals.skip')} />
            <Radio value="import" size="sm" className={css.radio} label={t('import.totals.import')} />
          </Radio.Group>
        )}
      </div>
    </Panel>
  );
}

function DefaultOwner({ plan, onChange }: Omit<RulesProps, 'item'>) {
  const { t } = useText();
  const people = usePeople().data?.items ?? [];
  const names = [...new Set(people.filter(({ active }) => active).map(({ name }) => name))];
  return (
    <Select
      label={t('import.owner')}
      inputWrapperOrder={['label', 'input', 'error', 'description']}
      description={t('import.owner.why')}
      placeholder={t('import.owner.me')}
      searchable
      clearable
      data={[{ value: 'none', label: t('import.owner.none') }, ...names.map((name) => ({ value: name, label: name }))]}
      value={plan.defaults?.owner ?? null}
      onChange={(name) => onChange(withDefault(plan, 'owner', name ?? undefined))}
    />
  );
}
