import { TextInput, type TextInputProps } from '@mantine/core';
import { useFormat } from '@/i18n/format';
import css from './bits.module.css';

type AmountInputProps = Omit<TextInputProps, 'value' | 'onChange'> & {
  currency: string;
  /** A plain decimal text, "" when unknown. */
  value: string;
  onChange: (amount: string) => void;
};

const scales: Record<string, number> = { 万: 4, 亿: 8, k: 3, m: 6, b: 9, w: 4 };

/** Reads an amount as people type it, "386万" or "3.86m", as an exact decimal text; what is no amount is given back. */
export function readAmount(typed: string): string {
  const plain = typed
    .normalize('NFKC')
    .replace(/[\s,，¥$€]/g, '')
    .toLowerCase();
  const match = /^(\d+)(?:\.(\d*))?([万亿kmbw]?)$/.exec(plain);
  if (!match) return typed.trim();
  const [, whole = '0', part = '', unit = ''] = match;
  const shift = scales[unit] ?? 0;
  const digits = part.padEnd(shift, '0');
  const left = (whole + digits.slice(0, shift)).replace(/^0+(?=\d)/, '');
  const right = digits.slice(shift).replace(/0+$/, '');
  return right ? `${left}.${right}` : left;
}

/** A field for an amount. 386万 and 3.86m are understood; the short form stands beside the number. */
export function AmountInput({ currency, value, onChange, ...look }: AmountInputProps) {
  const format = useFormat();
  const known = /^\d+(\.\d+)?$/.test(value);
  const tidy = () => {
    const read = readAmount(value);
    if (read !== value) onChange(read);
  };
  return (
    <TextInput
      inputMode="decimal"
      {...look}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      onBlur={tidy}
      rightSection={known && <span className={css.short}>{format.money({ amount: value, currency })}</span>}
      rightSectionWidth={known ? 76 : 0}
      rightSectionPointerEvents="none"
    />
  );
}
