import { useEffect, useState } from 'react';
import css from './entries.module.css';

/** A number in a table that is sent when it is left; empty is unknown. */
export function Cell({
  name,
  value,
  top,
  step = 1,
  disabled,
  onChange,
}: {
  name: string;
  value: number | null | undefined;
  top: number;
  step?: number;
  disabled: boolean;
  onChange: (value: number | null) => void;
}) {
  const shown = value === undefined || value === null ? '' : String(value);
  const [typed, setTyped] = useState(shown);
  useEffect(() => setTyped(shown), [shown]);
  const leave = () => {
    const next = typed.trim() === '' ? null : Math.min(top, Math.max(0, Number(typed)));
    if (next !== null && Number.isNaN(next)) setTyped(shown);
    else if (next !== (value ?? null)) onChange(next);
  };
  return (
    <input
      className={css.cell}
      type="number"
      min={0}
      max={top}
      step={step}
      aria-label={name}
      value={typed}
      disabled={disabled}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={leave}
      onKeyDown={(event) => event.key === 'Enter' && event.currentTarget.blur()}
    />
  );
}
