import { useRef, useState } from 'react';
import { AmountInput, readAmount } from '@/ui/AmountInput';

/** An amount that is sent when it is left. */
export function SavedAmount(props: {
  name: string;
  currency: string;
  value: string | undefined;
  disabled: boolean;
  onChange: (amount: string) => void;
}) {
  const { name, currency, value = '', disabled, onChange } = props;
  const [typed, setTyped] = useState<string>();
  const here = useRef(false);
  const leave = () => {
    here.current = false;
    const next = readAmount(typed ?? value);
    setTyped(undefined);
    if (next !== value && (next === '' || /^\d+(\.\d+)?$/.test(next))) onChange(next);
  };
  return (
    <AmountInput
      size="xs"
      label={name}
      currency={currency}
      disabled={disabled}
      value={typed ?? value}
      onFocus={() => {
        here.current = true;
      }}
      onChange={(text) => here.current && setTyped(text)}
      onBlurCapture={leave}
    />
  );
}
