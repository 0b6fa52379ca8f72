import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { metaQuery } from '@/api/meta';
import { useText } from '@/i18n';
import { support } from '@/i18n/format';
import { supportCode } from '../PersonCard';
import css from './form.module.css';

interface ScaleProps {
  legend: string;
  value: number | undefined;
  error?: string;
  onChange: (value: number | undefined) => void;
  /** Shows how people behave at each value from the beginning; otherwise once somebody picks. */
  open?: boolean;
}

/** The scale of support as chips, and beside them how a person behaves at each value, which can be tapped as well. */
export function SupportScale({ legend, value, error, onChange, open = false }: ScaleProps) {
  const { t, label } = useText();
  const id = useId();
  const [picking, setPicking] = useState(open);
  const scale = useQuery(metaQuery).data?.support ?? [];
  const code = supportCode(value);
  const note = value === undefined ? t('value.unknown_support') : `${support(value)} ${label('support', code)}`;
  return (
    <fieldset className={css.set} onFocus={() => setPicking(true)}>
      <legend>{legend}</legend>
      <span className={css.choices}>
        {scale.toReversed().map((at) => (
          <label key={at.code} className={css.choice} title={label('support', at.code)} data-mark={at.code}>
            <input
              type="radio"
              id={`${id}${at.code}`}
              name={id}
              aria-label={support(at.value)}
              aria-describedby={picking ? `${id}${at.code}.says` : undefined}
              checked={value === at.value}
              onChange={() => onChange(at.value)}
            />
            <span>{support(at.value)}</span>
          </label>
        ))}
        <label className={css.choice} title={t('value.unknown_support')}>
          <input
            type="radio"
            name={id}
            aria-label={t('value.unknown_support')}
            checked={value === undefined}
            onChange={() => onChange(undefined)}
          />
          <span>?</span>
        </label>
      </span>
      {picking ? (
        <ul className={css.anchors} aria-label={t('person.anchors')}>
          {scale.map((at) => (
            <li key={at.code}>
              <label htmlFor={`${id}${at.code}`} id={`${id}${at.code}.says`} data-now={at.value === value}>
                <span className={css.number}>{support(at.value)}</span>
                <span>{label('support', `${at.code}.anchor`)}</span>
              </label>
            </li>
          ))}
        </ul>
      ) : (
        <p className={css.note}>{note}</p>
      )}
      {error && <p className={css.error}>{error}</p>}
    </fieldset>
  );
}
