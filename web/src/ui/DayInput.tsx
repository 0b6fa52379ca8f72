import { TextInput, type TextInputProps } from '@mantine/core';

type DayInputProps = Omit<TextInputProps, 'value' | 'onChange' | 'type'> & {
  /** YYYY-MM-DD, undefined when unknown. */
  value: string | undefined;
  onChange: (day: string | undefined) => void;
};

/** A field for a day, with the calendar of the device. */
export function DayInput({ value, onChange, ...look }: DayInputProps) {
  return (
    <TextInput
      type="date"
      min="1990-01-01"
      max="2100-12-31"
      {...look}
      value={value ?? ''}
      onChange={(event) => onChange(event.currentTarget.value || undefined)}
    />
  );
}
