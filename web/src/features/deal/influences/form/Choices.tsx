import { type ReactNode, useId } from 'react';
import css from './form.module.css';

interface ChoicesProps<T extends string> {
  legend: ReactNode;
  /** What stands below the choices, such as the meaning of the chosen one. */
  note?: ReactNode;
  error?: string;
  options: readonly { value: T; label: ReactNode; title?: string; mark?: string }[];
  value: T | undefined;
  onChange: (value: T) => void;
  /** Puts the question and its choices side by side. */
  flat?: boolean;
}

/** One of a few values, as chips that are radio buttons: arrows walk through them. */
export function Choices<T extends string>({ legend, note, error, options, value, onChange, flat }: ChoicesProps<T>) {
  const name = useId();
  return (
    <fieldset className={flat ? css.flat : css.set}>
      <legend>{legend}</legend>
      <span className={css.choices}>
        {options.map((option) => (
          <label key={option.value} className={css.choice} title={option.title} data-mark={option.mark}>
            <input
              type="radio"
              name={name}
              value={option.value}
              checked={value === option.value}
              onChange={() => onChange(option.value)}
            />
            <span>{option.label}</span>
          </label>
        ))}
      </span>
      {note && <p className={css.note}>{note}</p>}
      {error && <p className={css.error}>{error}</p>}
    </fieldset>
  );
}
