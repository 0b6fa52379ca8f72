import { useText } from '@/i18n';
import { number } from '@/i18n/format';
import { Chip, DayText, Unknown } from '@/ui/Bits';
import { useDeal } from '../context';
import { useWords } from '../words';
import css from './brief.module.css';
import { Mark } from './Changes';
import { Part, useRoom } from './Part';

const tones = { leading: 'late', behind: 'good' } as const;

/** Who else wants the deal, and where we are stronger or weaker. */
export function Competition() {
  const { t, label } = useText();
  const { sheet, today } = useDeal();
  const { shown, more } = useRoom('rivals', sheet.competitors);
  const ours = useRoom('ours', sheet.strengths);
  const weak = useRoom('ours', sheet.weaknesses);
  return (
    <Part title={t('rival.title')} place="rivals">
      {sheet.competitors.length === 0 && <p className={css.none}>{t('rival.none')}</p>}
      <ul className={css.list}>
        {shown.map((rival) => (
          <li key={rival.id}>
            <p>
              <Mark of={rival.id} />
              <strong data-own>{rival.name}</strong>{' '}
              {rival.position && (
                <Chip tone={tones[rival.position as keyof typeof tones]}>
                  {label('rival_position', rival.position)}
                </Chip>
              )}{' '}
              {rival.incumbent && <Chip>{t('field.incumbent')}</Chip>}
            </p>
            <p className={css.small}>
              <span data-own>{rival.counter_plan || t('rival.no_plan')}</span>
              {rival.last_intel_on && (
                <>
                  {' · '}
                  {t('fact.last_intel_at')} <DayText value={rival.last_intel_on} today={today} />
                </>
              )}
            </p>
          </li>
        ))}
      </ul>
      {more}
      {ours.shown.length > 0 && (
        <p className={css.small}>
          <strong>{t('bell.strengths')}</strong>{' '}
          <span data-own>{ours.shown.map(({ text, unique }) => (unique ? `★ ${text}` : text)).join(' · ')}</span>
        </p>
      )}
      {weak.shown.length > 0 && (
        <p className={css.small}>
          <strong>{t('bell.weaknesses')}</strong> <span data-own>{weak.shown.map(({ text }) => text).join(' · ')}</span>
        </p>
      )}
    </Part>
  );
}

/** By what the customer decides, and what everyone gets. */
export function Criteria() {
  const { t } = useText();
  const { sheet } = useDeal();
  const { shown, more } = useRoom('criteria', sheet.decisions.items);
  const unknown = <Unknown title={t('value.unknown')} />;
  return (
    <Part title={t('decision.title')} side={number(sheet.decisions.weight)} place="criteria">
      {shown.length === 0 && <p className={css.none}>{t('decision.none')}</p>}
      {shown.length > 0 && (
        <div className={css.scroll}>
          <table className={css.table}>
            <thead>
              <tr>
                <th scope="col">{t('decision_criterion.field.name')}</th>
                <th scope="col">{t('field.weight')}</th>
                <th scope="col">{t('decision.ours')}</th>
                {sheet.competitors.map((rival) => (
                  <th key={rival.id} scope="col" data-own>
                    {rival.name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {shown.map((one) => (
                <tr key={one.id}>
                  <td data-own>
                    <Mark of={one.id} />
                    {one.is_key && '★ '}
                    {one.name}
                  </td>
                  <td>{typeof one.weight === 'number' ? number(one.weight) : unknown}</td>
                  <td>{typeof one.our_score === 'number' ? number(one.our_score) : unknown}</td>
                  {sheet.competitors.map((rival) => {
                    const score = one.rival_scores?.[rival.id];
                    return <td key={rival.id}>{typeof score === 'number' ? number(score) : unknown}</td>;
                  })}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {more}
    </Part>
  );
}

/** What is due to be known and is not: of whom to ask it. */
export function Gaps() {
  const { t, label } = useText();
  const { sheet } = useDeal();
  const words = useWords();
  const { shown, more } = useRoom('gaps', sheet.info.asks);
  return (
    <Part title={t('brief.gaps')} place="info">
      {shown.length === 0 && <p className={css.none}>{t('infomap.asks.none')}</p>}
      <ul className={css.list}>
        {shown.map((ask) => (
          <li key={ask.role}>
            <strong>{label('role', ask.role)}</strong>{' '}
            <span className={css.small} data-own>
              {ask.people.map((id) => words.name(id)).join('、') || t('infomap.nobody')}
            </span>
            <p className={css.small}>{ask.items.map((item) => label('info', String(item))).join(' · ')}</p>
          </li>
        ))}
      </ul>
      {more}
    </Part>
  );
}
