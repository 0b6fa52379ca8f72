import { useText } from '@/i18n';
import { chance, exactMoney, number, percent } from '@/i18n/format';
import { Unknown } from '@/ui/Bits';
import { useDeal } from '../context';
import { Group, Met, PartLink, Row, To } from './bits';
import css from './said.module.css';
import { signed } from './signed';

// The rule that is raised when feeling and facts are far apart.
const apart = 'RF-68';

/** The win probability: what each gate earns, and which were passed. */
export function ChanceParts() {
  const { t, label } = useText();
  const { parts } = useDeal().sheet;
  return (
    <>
      <p className={css.formula}>{t('said.chance.why')}</p>
      <Group title={t('said.chance.gates')}>
        {(parts?.chance ?? []).map(({ stage, win_prob, earned }) => (
          <Row
            key={stage}
            name={<To place="gate" name={`${stage} ${label('stage', stage)}`} />}
            note={<Met met={earned} />}
            value={percent(win_prob)}
          />
        ))}
      </Group>
    </>
  );
}

function Amount() {
  const { t } = useText();
  const { deal } = useDeal().sheet;
  const value = deal.amount ? exactMoney(deal.amount) : <Unknown title={t('value.unknown_amount')} />;
  return <Row name={<To place="objective" name={t('deal.field.amount')} />} value={value} />;
}

function Chance() {
  const { t } = useText();
  const { deal } = useDeal().sheet;
  return (
    <Row
      name={<PartLink part="chance">{t('deal.field.win_prob')}</PartLink>}
      value={deal.win_prob ? chance(deal.win_prob) : '0%'}
    />
  );
}

/** The forecast: amount times win probability. */
export function ForecastParts() {
  const { t } = useText();
  const { sheet } = useDeal();
  return (
    <Group title={t('said.forecast.why')} sum={exactMoney(sheet.forecast)}>
      <Amount />
      <Chance />
    </Group>
  );
}

/** The forecast by health: from half of it at 0 to all of it at 100. */
export function AdjustedParts() {
  const { t } = useText();
  const { sheet } = useDeal();
  const dhi = sheet.health?.dhi ?? 0;
  return (
    <Group title={t('said.adjusted.why')} sum={exactMoney(sheet.forecast_adjusted)}>
      <Amount />
      <Chance />
      <Row
        name={<PartLink part="health">{t('health.dhi')}</PartLink>}
        note={t('said.factor', { factor: percent(0.5 + dhi / 200) })}
        value={number(dhi)}
      />
    </Group>
  );
}

/** The felt temperature against the facts. */
export function GapParts() {
  const { t, label } = useText();
  const { sheet } = useDeal();
  const { temperature_gap: gap, temperature_band: band } = sheet;
  const felt = sheet.deal.temperature;
  const far = sheet.flags.some(({ rule }) => rule === apart);
  const said = gap === undefined ? 'unknown' : !far ? 'near' : gap > 0 ? 'hot' : 'cold';
  return (
    <>
      <p className={css.formula}>{t(`said.gap.${said}`)}</p>
      <Group title={t('said.gap.why')} sum={gap === undefined ? undefined : signed(gap)}>
        <Row
          name={<To place="objective" name={t('field.temperature')} />}
          note={band && label('temperature', band)}
          value={felt === undefined ? <Unknown title={t('value.unknown')} /> : number(felt)}
        />
        <Row name={<PartLink part="health">{t('health.dhi')}</PartLink>} value={number(sheet.health?.dhi ?? 0)} />
      </Group>
    </>
  );
}
