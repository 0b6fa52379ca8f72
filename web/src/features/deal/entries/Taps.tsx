import css from './entries.module.css';

interface TapsProps<T extends string> {
  name: string;
  codes: readonly T[];
  said: (code: T) => string;
  value: T | undefined;
  disabled?: boolean;
  /** Undefined when the chosen one is tapped again. */
  onChange: (code: T | undefined) => void;
  hideName?: boolean;
}

/** A choice by one tap; a second tap on what is chosen takes it back. */
export function Taps<T extends string>({ name, codes, said, value, disabled, onChange, hideName }: TapsProps<T>) {
  return (
    <fieldset className={css.taps} disabled={disabled} aria-label={name}>
      {!hideName && <span className={css.name}>{name}</span>}
      <span className={css.choices}>
        {codes.map((code) => (
          <button
            key={code}
            type="button"
            className={css.tap}
            aria-pressed={value === code}
            onClick={() => onChange(value === code ? undefined : code)}
          >
            {said(code)}
          </button>
        ))}
      </span>
    </fieldset>
  );
}
