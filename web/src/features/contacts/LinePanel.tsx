import { ContactLink, useChart } from '@/features/accounts';
import { useText } from '@/i18n';
import { Panel } from '@/ui/Panel';
import { State } from '@/ui/State';
import css from './contacts.module.css';
import type { Contact } from './queries';
import { ToAccount } from './ToAccount';

/** The reporting line of a contact: his superiors up to the top, and those who report to him. */
export function LinePanel({ contact }: { contact: Contact }) {
  const { t } = useText();
  const people = useChart(contact.account_id).data?.contacts ?? [];
  const above = superiors(contact, people);
  const below = people.filter(({ reports_to_id }) => reports_to_id === contact.id);
  return (
    <Panel title={t('contact.line')}>
      {above.length + below.length === 0 ? (
        <State
          small
          title={t('contact.line.none')}
          act={<ToAccount id={contact.account_id} chart text={t('contact.line.none.act')} />}
        >
          {t('contact.line.none.why')}
        </State>
      ) : (
        <ul className={css.line}>
          {above.map((one) => (
            <Line key={one.id} person={one} />
          ))}
          <li data-self="true">{contact.name}</li>
          {below.map((one) => (
            <Line key={one.id} person={one} below />
          ))}
        </ul>
      )}
    </Panel>
  );
}

interface Linked {
  id: string;
  name: string;
  title?: string;
  reports_to_id?: string;
}

function Line({ person, below }: { person: Linked; below?: boolean }) {
  return (
    <li data-below={below}>
      <ContactLink contact={person} />
      <span className={css.small} data-own>
        {person.title}
      </span>
    </li>
  );
}

/** The superiors of a person from the top down. */
export function superiors(of: Linked, people: Linked[]): Linked[] {
  const known = new Map(people.map((one) => [one.id, one]));
  const found: Linked[] = [];
  for (let next = known.get(of.reports_to_id ?? ''); next && !found.includes(next) && next.id !== of.id; ) {
    found.unshift(next);
    next = known.get(next.reports_to_id ?? '');
  }
  return found;
}
