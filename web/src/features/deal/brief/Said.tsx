import { useText } from '@/i18n';
import { chance, number, percent } from '@/i18n/format';
import { DayText, Money, Unknown } from '@/ui/Bits';
import { Facts } from '@/ui/Panel';
import { useDeal } from '../context';
import { bandOf } from '../objective/band';
import { positions } from '../objective/Position';
import { signed, tenth } from '../said/signed';
import css from './brief.module.css';
import { Part } from './Part';

/** Where the deal stands, or bare of what is said beside it: felt and reckoned temperature, and the sum of the second line by line. */
export function Said({ bare }: { bare?: boolean }) {
  const { t, label } = useText();
  const { sheet } = useDeal();
  const { deal, health, parts } = sheet;
  const unknown = <Unknown title={t('value.unknown')} />;
  const felt = deal.temperature;
  return (
    <Part title={t('brief.position')} place="objective">
      <div className={css.two}>
        <p className={css.big}>
          <span>{t('field.temperature')}</span>
          <strong>{felt === undefined ? '?' : number(felt)}</strong>
          <span>{felt === undefined ? t('value.unknown') : t(`temperature.${bandOf(felt)}`)}</span>
        </p>
        {health && (
          <p className={css.big}>
            <span>{t('health.dhi')}</span>
            <strong>{number(health.dhi)}</strong>
            <span>
              {t('said.gap')} {typeof sheet.temperature_gap === 'number' ? signed(sheet.temperature_gap) : '?'}
            </span>
          </p>
        )}
      </div>
      {health && parts && (
        <table className={css.lines}>
          <tbody>
            {parts.base.map((share) => (
              <tr key={share.code}>
                <th scope="row">{label('health', share.code)}</th>
                <td>{t('brief.line', { value: percent(share.value), weight: percent(share.weight) })}</td>
                <td>{tenth(share.points)}</td>
              </tr>
            ))}
            <tr>
              <th scope="row">{label('health', 'penalty')}</th>
              <td>{t('brief.flags', { n: sheet.flags.filter(({ status }) => status !== 'accepted').length })}</td>
              <td>{health.penalty === 0 ? '0' : `−${tenth(health.penalty)}`}</td>
            </tr>
            <tr>
              <th scope="row">{t('health.dhi')}</th>
              <td />
              <td>{number(health.dhi)}</td>
            </tr>
          </tbody>
        </table>
      )}
      <Facts
        list={[
          { name: t('deal.field.amount'), value: <Money value={deal.amount} /> },
          { name: t('deal.field.expected_close'), value: <DayText value={deal.expected_close} /> },
          { name: t('deal.field.win_prob'), value: chance(deal.win_prob || undefined) },
          ...(bare ? [] : positions).map(([field, family]) => ({
            name: t(`field.${field}`),
            value: deal[field] ? label(family, deal[field]) : unknown,
          })),
        ]}
      />
    </Part>
  );
}
