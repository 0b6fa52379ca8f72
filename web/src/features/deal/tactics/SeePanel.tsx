import { Skeleton } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { PageLink } from '@/features/handbook/PageLink';
import { type Key, useText } from '@/i18n';
import { percent } from '@/i18n/format';
import { Chip, Support } from '@/ui/Bits';
import { Panel } from '@/ui/Panel';
import { Begin, Failure, State } from '@/ui/State';
import { useFirst } from '@/ui/useFirst';
import { useDeal } from '../context';
import { AddPerson } from '../influences/AddPerson';
import { goTo } from '../places';
import { useTactics } from '../queries';
import type { PersonTactics, Tactics } from '../types';
import { AdviceList } from './AdviceList';
import { Attention } from './Attention';
import css from './tactics.module.css';

/** Whom to see now and what to do there; beside it what to do about our position. Nothing for a closed deal. */
export function SeePanel() {
  const { t } = useText();
  const { sheet } = useDeal();
  const list = useTactics(sheet.deal.id);
  if (sheet.deal.status !== 'open') return null;
  return (
    <Panel title={t('see.title')}>
      {list.error && !list.data && <Failure error={list.error} retry={() => void list.refetch()} />}
      {list.isPending && <Skeleton height={160} radius="md" />}
      {list.data && <Columns tactics={list.data} />}
    </Panel>
  );
}

function Columns({ tactics }: { tactics: Tactics }) {
  const { t } = useText();
  const { may } = useDeal();
  const key = tactics.people.filter(({ verdict }) => verdict);
  const { shown, more } = useFirst(key, 12);
  return (
    <div className={css.columns}>
      <section className={css.column}>
        {key.length === 0 ? (
          <State small title={t('see.none')} act={<AddPerson />}>
            {t('see.none.why')}
          </State>
        ) : (
          <>
            <p className={css.note}>{t('see.note', { phase: t(`see.phase.${tactics.phase}` as Key) })}</p>
            <Shares roles={tactics.roles} />
            <ol className={css.people}>
              {shown.map((one) => (
                <PersonLine key={one.influence_id} one={one} />
              ))}
            </ol>
            {more}
          </>
        )}
      </section>
      <section className={css.column}>
        <h3 className={css.head}>{t('tactic.position')}</h3>
        {tactics.position.length === 0 && (
          <State
            small
            title={t('tactic.none')}
            act={may('edit') && <Begin onClick={() => goTo('objective')}>{t('tactic.none.act')}</Begin>}
          >
            {t('tactic.none.why')}
          </State>
        )}
        <AdviceList advice={tactics.position} first={4} />
        <p className={css.pages}>
          <PageLink topic="situation:all" />
        </p>
      </section>
    </div>
  );
}

/** The roles with what they should weigh and what they got; those far off are marked. */
function Shares({ roles }: { roles: Tactics['roles'] }) {
  const { t, label } = useText();
  const whole = (share: number) => percent(share).replace('%', '');
  return (
    <ul className={css.shares} aria-label={t('see.shares')}>
      {roles.map(({ role, want, got, off }) => (
        <li key={role}>
          {t('see.role', { role: label('role', role), want: whole(want), got: whole(got) })}
          {off && <Chip tone="late">{t('see.off')}</Chip>}
        </li>
      ))}
    </ul>
  );
}

function PersonLine({ one }: { one: PersonTactics }) {
  const { t, label } = useText();
  const { sheet } = useDeal();
  const person = sheet.influences.find(({ id }) => id === one.influence_id);
  if (!person) return null;
  return (
    <li className={css.line}>
      <p className={css.who}>
        <Link
          to="/deals/$id"
          params={{ id: sheet.deal.id }}
          search={(before: object) => ({ ...before, person: person.id })}
          resetScroll={false}
          aria-label={t('see.open', { name: person.name })}
          data-own
        >
          {person.name}
        </Link>
        {(person.roles ?? []).map((role) => (
          <Chip key={role}>{label('role', role)}</Chip>
        ))}
        <Support value={person.support} />
      </p>
      <Attention one={one} />
      <AdviceList advice={one.advice} person={person} first={1} />
    </li>
  );
}
