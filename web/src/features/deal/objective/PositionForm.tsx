import { Select } from '@mantine/core';
import { useText } from '@/i18n';
import { useDeal } from '../context';
import css from './objective.module.css';
import { positions } from './Position';

const none = 'none';

/** Where the deal stands at the customer, to choose; every change is kept with its day. */
export default function PositionForm() {
  const { t, label } = useText();
  const { sheet, edit } = useDeal();
  return (
    <div className={css.position}>
      {positions.map(([field, family, codes]) => {
        const value = sheet.deal[field];
        return (
          <Select
            key={field}
            className={css.choice}
            label={t(`field.${field}`)}
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
