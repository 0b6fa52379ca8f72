import { useEffect, useRef, useState } from 'react';
import { useText } from '@/i18n';
import { useDeal } from '../context';
import { bandOf, bands } from './band';
import css from './objective.module.css';

const restFor = 600;

/** How the seller feels about the deal, from panic to euphoria; sent once the hand rests. */
export function Temperature() {
  const { t } = useText();
  const { sheet, may, edit } = useDeal();
  const known = sheet.deal.temperature;
  const [moved, setMoved] = useState<number>();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const value = moved ?? known;
  const word = value === undefined ? t('value.unknown') : t(`temperature.${bandOf(value)}`);
  const change = (next: number) => {
    setMoved(next);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void edit({ temperature: next }).then(() => setMoved(undefined)), restFor);
  };
  return (
    <div className={css.temperature}>
      <span className={css.scaleHead}>
        <label htmlFor="temperature">{t('field.temperature')}</label>
        <strong>{word}</strong>
      </span>
      <input
        id="temperature"
        type="range"
        className={css.range}
        min={0}
        max={100}
        step={5}
        value={value ?? 50}
        data-unknown={value === undefined}
        style={{ '--filled': `${value ?? 50}%` }}
        aria-valuetext={word}
        disabled={!may('edit')}
        onChange={(event) => change(event.currentTarget.valueAsNumber)}
      />
      <span className={css.ticks} aria-hidden="true">
        {bands.map((band) => (
          <span key={band}>{t(`temperature.${band}`)}</span>
        ))}
      </span>
    </div>
  );
}
