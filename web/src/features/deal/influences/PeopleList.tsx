import { useText } from '@/i18n';
import { Chip, DayText, Support, Unknown } from '@/ui/Bits';
import { usePhone } from '@/ui/usePhone';
import { useDeal } from '../context';
import { PersonFlags } from '../flags/PersonFlags';
import type { Influence, Role } from '../types';
import { GhostCard, PersonCard, supportCode } from './PersonCard';
import css from './people.module.css';
import { byWeight } from './weight';

interface ListProps {
  people: Influence[];
  onOpen: (id: string) => void;
  onAdd: ((role: Role) => void) | undefined;
}

/** The people as a table, on a phone as cards; roles that nobody holds stand at the end. */
export function PeopleList(props: ListProps) {
  const phone = usePhone();
  return phone ? <Cards {...props} /> : <Rows {...props} />;
}

function Cards({ people, onOpen, onAdd }: ListProps) {
  const { sheet } = useDeal();
  return (
    <ul className={css.cards}>
      {byWeight(people).map((person) => (
        <li key={person.id}>
          <button type="button" className={css.plain} onClick={() => onOpen(person.id)}>
            <PersonCard person={person} />
          </button>
        </li>
      ))}
      {onAdd &&
        sheet.ghosts.map((role) => (
          <li key={role}>
            <button type="button" className={css.plain} onClick={() => onAdd(role)}>
              <GhostCard role={role} />
            </button>
          </li>
        ))}
    </ul>
  );
}

function Rows({ people, onOpen, onAdd }: ListProps) {
  const { t, label } = useText();
  const { sheet } = useDeal();
  return (
    <div className={css.scroll}>
      <table className={css.table}>
        <thead>
          <tr>
            <th scope="col">{t('person.name')}</th>
            <th scope="col">{t('fact.roles')}</th>
            <th scope="col">{t('fact.influence')}</th>
            <th scope="col">{t('fact.support')}</th>
            <th scope="col">{t('fact.mode')}</th>
            <th scope="col">{t('fact.contact')}</th>
            <th scope="col">{t('fact.last')}</th>
            <th scope="col">{t('deal.field.flags')}</th>
          </tr>
        </thead>
        <tbody>
          {byWeight(people).map((person) => (
            <Row key={person.id} person={person} onOpen={onOpen} />
          ))}
          {sheet.ghosts.map((role) => (
            <tr key={role}>
              <td colSpan={8} className={css.missing}>
                {t('person.ghost', { role: label('role', role) })}{' '}
                {onAdd && (
                  <button type="button" className={css.link} onClick={() => onAdd(role)}>
                    {t('person.ghost.act')}
                  </button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row({ person, onOpen }: { person: Influence; onOpen: (id: string) => void }) {
  const { t, label } = useText();
  const { today } = useDeal();
  const unknown = <Unknown title={t('value.unknown')} />;
  return (
    <tr>
      <th scope="row" className={css.who} data-support={supportCode(person.support)}>
        <button type="button" className={css.link} onClick={() => onOpen(person.id)}>
          {person.name}
        </button>
        <span className={css.post}>{[person.title, person.department].filter(Boolean).join(' · ')}</span>
      </th>
      <td>
        <span className={css.chips}>
          {(person.roles ?? []).map((role) => (
            <Chip key={role}>{label('role', role)}</Chip>
          ))}
          {person.hidden && <Chip tone="late">{t('visibility.hidden')}</Chip>}
          {!person.present && <Chip tone="late">{t('person.left')}</Chip>}
        </span>
      </td>
      <td>{person.influence ? label('influence', person.influence) : unknown}</td>
      <td>
        <Support value={person.support} />
      </td>
      <td>{person.mode_now ? label('mode', person.mode_now) : unknown}</td>
      <td>{label('contact', String(person.contact ?? 0))}</td>
      <td className={person.silent_days ? css.silent : undefined}>
        <DayText value={person.last_contact_on} today={today} />
      </td>
      <td>
        <PersonFlags person={person.id} />
      </td>
    </tr>
  );
}
