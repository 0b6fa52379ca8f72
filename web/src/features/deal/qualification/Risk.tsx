import { Button } from '@mantine/core';
import { IconHandStop } from '@tabler/icons-react';
import { useState } from 'react';
import { useText } from '@/i18n';
import { useDeal } from '../context';
import { type Item, items } from '../types';
import css from './qualification.module.css';
import { maxVeto, toggleVeto } from './veto';

const points = [0, 1, 2] as const;

/** The risk score item by item: a tap gives the points; weights and veto items stand behind a switch. */
export function Risk() {
  const { t } = useText();
  const { sheet, may } = useDeal();
  const [tuning, setTuning] = useState(false);
  const veto = sheet.deal.veto ?? [];
  return (
    <section>
      <h3 className={css.sub}>
        {t('qualify.risk')} <span className={css.small}>{t('qualify.risk.scale')}</span>
      </h3>
      {items.map((item) => (
        <RiskLine key={item} item={item} tuning={tuning} full={veto.length >= maxVeto} />
      ))}
      {may('edit') && (
        <div className={css.foot}>
          {tuning && <span className={css.small}>{t('qualify.veto.limit', { n: veto.length, limit: maxVeto })}</span>}
          <Button size="compact-sm" variant="subtle" aria-expanded={tuning} onClick={() => setTuning(!tuning)}>
            {t(tuning ? 'qualify.tuned' : 'qualify.tune')}
          </Button>
        </div>
      )}
    </section>
  );
}

function RiskLine({ item, tuning, full }: { item: Item; tuning: boolean; full: boolean }) {
  const { t, label } = useText();
  const { sheet, may, edit } = useDeal();
  const { deal } = sheet;
  const value = deal.risk?.[item];
  const veto = deal.veto ?? [];
  const isVeto = veto.includes(item);
  const name = label('risk', item);
  const give = (point: number) => {
    const { [item]: _before, ...others } = deal.risk ?? {};
    void edit({ risk: value === point ? others : { ...others, [item]: point } });
  };
  return (
    <fieldset className={css.line} disabled={!may('edit')} aria-label={name}>
      <span className={css.text}>
        {name}
        {isVeto && !tuning && (
          <IconHandStop size={14} stroke={1.8} className={css.stop} aria-label={t('qualify.veto')} role="img" />
        )}
      </span>
      {tuning ? (
        <>
          <Weight item={item} />
          <button
            type="button"
            className={css.tap}
            aria-pressed={isVeto}
            aria-label={t('qualify.veto')}
            title={full && !isVeto ? t('qualify.veto.full', { limit: maxVeto }) : t('qualify.veto')}
            disabled={full && !isVeto}
            onClick={() => void edit({ veto: toggleVeto(veto, item) })}
          >
            <IconHandStop size={16} stroke={1.8} aria-hidden />
          </button>
        </>
      ) : (
        points.map((point) => (
          <button
            key={point}
            type="button"
            className={css.tap}
            aria-pressed={value === point}
            title={t(`qualify.point.${point}`)}
            onClick={() => give(point)}
          >
            {point}
          </button>
        ))
      )}
    </fieldset>
  );
}

function Weight({ item }: { item: Item }) {
  const { t } = useText();
  const { sheet, edit } = useDeal();
  const weights = sheet.deal.risk_weights ?? {};
  const [typed, setTyped] = useState<string>();
  const send = () => {
    const weight = Number(typed);
    if (typed !== undefined && typed !== '' && weight >= 0 && weight <= 100) {
      void edit({ risk_weights: { ...weights, [item]: weight } });
    }
    setTyped(undefined);
  };
  return (
    <input
      type="number"
      className={css.weight}
      min={0}
      max={100}
      step={0.5}
      aria-label={t('qualify.weight')}
      title={t('qualify.weight')}
      value={typed ?? weights[item] ?? 1}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={send}
      onKeyDown={(event) => event.key === 'Enter' && !event.nativeEvent.isComposing && send()}
    />
  );
}
