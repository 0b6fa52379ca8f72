import { TextInput, type TextInputProps } from '@mantine/core';
import { useText } from '@/i18n';
import { useFormat } from '@/i18n/format';
import css from './day.module.css';

type DayInputProps = Omit<TextInputProps, 'value' | 'onChange' | 'type'> & {
  /** YYYY-MM-DD, undefined when unknown. */
  value: string | undefined;
  onChange: (day: string | undefined) => void;
};

/**
 * A field for a day, with the calendar of the device. Browsers write the day as their own language does, whatever that of
 * the page is: it is written over by ours until somebody is in the field.
 */
export function DayInput({ value, onChange, ...look }: DayInputProps) {
  const { t, lang } = useText();
  const format = useFormat();
  return (
    <TextInput
      type="date"
      min="1990-01-01"
      max="2100-12-31"
      {...look}
      classNames={{ input: css.input }}
      inputContainer={(input) => (
        <div className={css.field} data-empty={!value}>
          {input}
          <span className={css.said} aria-hidden>
            {value ? (lang === 'zh' ? value : format.day(value)) : t('day.none')}
          </span>
        </div>
      )}
      value={value ?? ''}
      onChange={(event) => onChange(event.currentTarget.value || undefined)}
    />
  );
}
