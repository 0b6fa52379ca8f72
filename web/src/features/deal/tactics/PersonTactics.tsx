import { PageLink } from '@/features/handbook/PageLink';
import { useText } from '@/i18n';
import { useDeal } from '../context';
import { useTactics } from '../queries';
import type { Influence } from '../types';
import { AdviceList } from './AdviceList';
import { Attention } from './Attention';
import css from './tactics.module.css';

const first = 2;

/** What to do about one person, above what is known of him; nothing for who left, or once the deal is closed. */
export function PersonTactics({ person }: { person: Influence }) {
  const { t, label } = useText();
  const { sheet } = useDeal();
  const list = useTactics(sheet.deal.id);
  const one = list.data?.people.find(({ influence_id }) => influence_id === person.id);
  if (!one) return null;
  return (
    <section className={css.person} aria-label={t('tactic.person')}>
      <h3 className={css.head}>{t('tactic.person')}</h3>
      <Attention one={one} />
      <AdviceList advice={one.advice} person={person} first={first} />
      <p className={css.pages}>
        {person.roles?.map((role) => (
          <PageLink key={role} topic={`role:${role}`} name={label('role', role)} />
        ))}
        {person.mode && <PageLink topic={`mode:${person.mode}`} name={label('mode', person.mode)} />}
      </p>
    </section>
  );
}
