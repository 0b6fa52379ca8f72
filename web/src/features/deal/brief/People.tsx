import { useText } from '@/i18n';
import { Chip, DayText, Support, Unknown } from '@/ui/Bits';
import { useDeal } from '../context';
import { PersonFlags } from '../flags/PersonFlags';
import { byWeight } from '../influences/weight';
import type { Influence } from '../types';
import css from './brief.module.css';
import { Mark } from './Changes';
import { Part, useRoom } from './Part';

/** Who decides, the decision maker first, then the weightiest: roles, influence, support, mode, how near we are. */
export function People({ wide, short }: { wide?: boolean; short?: boolean }) {
  const { t, label } = useText();
  const { sheet } = useDeal();
  const decides = (person: Influence) => Number(person.roles?.includes('EB') ?? false);
  const present = byWeight(sheet.influences.filter((person) => person.present)).toSorted(
    (a, b) => decides(b) - decides(a),
  );
  const { shown, more } = useRoom('people', present);
  return (
    <Part title={t('people.title')} side={present.length} place="people" wide={wide}>
      {shown.length > 0 && (
        <div className={css.scroll}>
          <table className={css.table}>
            <thead>
              <tr>
                <th scope="col">{t('person.name')}</th>
                <th scope="col">{t('fact.roles')}</th>
                <th scope="col">{t('fact.influence')}</th>
                <th scope="col">{t('fact.support')}</th>
                <th scope="col">{t('fact.mode')}</th>
                {!short && (
                  <th scope="col" className={css.roomy}>
                    {t('fact.contact')}
                  </th>
                )}
                {!short && (
                  <th scope="col" className={css.roomy}>
                    {t('fact.last')}
                  </th>
                )}
              </tr>
            </thead>
            <tbody>
              {shown.map((person) => (
                <Row key={person.id} person={person} short={short} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {more}
      {sheet.ghosts.length > 0 && (
        <p className={css.missing}>
          {sheet.ghosts.map((role) => t('person.ghost', { role: label('role', role) })).join(' · ')}
        </p>
      )}
    </Part>
  );
}

function Row({ person, short }: { person: Influence; short?: boolean }) {
  const { t, label } = useText();
  const { today } = useDeal();
  const unknown = <Unknown title={t('value.unknown')} />;
  return (
    <tr>
      <th scope="row">
        <Mark of={person.id} />
        <PersonFlags person={person.id} /> <span data-own>{person.name}</span>
        <span className={css.post} data-own>
          {[person.title, short ? '' : person.department].filter(Boolean).join(' · ')}
        </span>
      </th>
      <td>
        {(person.roles ?? []).map((role) => label('role', role)).join(' · ')}
        {person.hidden && (
          <>
            {' '}
            <Chip tone="late">{t('visibility.hidden')}</Chip>
          </>
        )}
      </td>
      <td>{person.influence ? label('influence', person.influence) : unknown}</td>
      <td>
        <Support value={person.support} />
      </td>
      <td>{person.mode_now ? label('mode', person.mode_now) : unknown}</td>
      {!short && <td className={css.roomy}>{label('contact', String(person.contact ?? 0))}</td>}
      {!short && (
        <td className={css.roomy}>
          <DayText value={person.last_contact_on} today={today} />
        </td>
      )}
    </tr>
  );
}
