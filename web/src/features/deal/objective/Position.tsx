import { Select } from '@mantine/core';
import { useText } from '@/i18n';
import { useDeal } from '../context';
import css from './objective.module.css';

const choices = [
  ['urgency', 'urgency', ['urgent', 'doing', 'will', 'later']],
  ['competition', 'competition', ['sole', 'leading', 'level', 'behind']],
  ['home', 'home', ['own', 'opponent', 'neutral']],
  ['entry_timing', 'entry_timing', ['before_need', 'before_approval', 'after_approval', 'after_tender']],
  ['buyer_stage', 'buyer_stage', ['B1', 'B2', 'B3', 'B4', 'B5', 'B6', 'B7']],
  [
    'procurement_mode',
    'procurement',
    ['public_tender', 'invited', 'competitive_negotiation', 'single_source', 'direct'],
  ],
] as const;

const none = 'none';

/** Where the deal stands at the customer; every change is kept with its day. */
export function Position() {
  const { t, label } = useText();
  const { sheet, may, edit } = useDeal();
  return (
    <div className={css.position}>
      {choices.map(([field, family, codes]) => {
        const value = sheet.deal[field];
        const name = t(`field.${field}`);
        if (!may('edit')) {
          return (
            <dl key={field} className={css.fact}>
              <dt>{name}</dt>
              <dd>{value ? label(family, value) : t('value.unknown')}</dd>
            </dl>
          );
        }
        return (
          <Select
            key={field}
            className={css.choice}
            label={name}
            title={value ? label(family, value) : undefined}
            size="xs"
            allowDeselect={false}
            data={[
              ...codes.map((code) => ({ value: code as string, label: label(family, code) })),
              { value: none, label: t('value.unknown') },
            ]}
            value={value ?? none}
            onChange={(code) => void edit({ [field]: code === none ? null : code })}
            comboboxProps={{ width: 'max-content', position: 'bottom-start' }}
          />
        );
      })}
    </div>
  );
}
