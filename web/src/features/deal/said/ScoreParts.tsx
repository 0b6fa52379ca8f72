import { useText } from '@/i18n';
import { number } from '@/i18n/format';
import { useDeal } from '../context';
import { bidPlaces } from '../places';
import { passLine } from '../qualification/veto';
import { Group, Met, Row, To, Withheld } from './bits';
import css from './said.module.css';
import { tenth } from './signed';

/** The risk score item by item: points, weight and what they bring of the 20. */
export function ScoreParts() {
  const { t, label } = useText();
  const { score, parts } = useDeal().sheet;
  return (
    <>
      <p className={css.formula}>
        {t('qualify.line', { line: passLine })} · {t('said.score.unknown')}
      </p>
      <Group title={t('qualify.risk')} sum={t('qualify.score', { score: tenth(score.score20) })}>
        {(parts?.score ?? []).map(({ item, points, weight, veto, score: got, most }) => (
          <Row
            key={item}
            name={<To place="qualify" name={label('risk', item)} />}
            note={
              <>
                {points === undefined || points === null ? t('value.unknown') : label('qualify.point', String(points))}
                {weight !== 1 && ` · ${t('said.weight', { weight: number(weight) })}`}
                {veto && ` · ${t('qualify.veto')}`}
              </>
            }
            value={t('said.of', { got: tenth(got), most: tenth(most) })}
          />
        ))}
      </Group>
      {(score.veto_failed ?? []).map((item) => (
        <p key={item} className={css.late}>
          {t('qualify.veto_failed', { item: label('risk', item) })}
        </p>
      ))}
    </>
  );
}

/** Whether to bid: five conditions; one that fails asks the manager, two say no. */
export function BidParts() {
  const { t, label } = useText();
  const { bid, parts } = useDeal().sheet;
  if (!bid || !parts) return null;
  return (
    <>
      <p className={css.formula}>{t('said.bid.why')}</p>
      {parts.withheld && <Withheld />}
      <Group title={t('said.bid.conditions')} sum={label('bid_decision', bid.decision)}>
        {bid.conditions.map(({ code, met }) => (
          <Row
            key={code}
            name={<To place={bidPlaces[code]} name={label('bid_condition', code)} />}
            value={<Met met={met} />}
          />
        ))}
      </Group>
    </>
  );
}
