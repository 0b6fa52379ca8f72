import { Button } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { api, data } from '@/api/client';
import type { components } from '@/api/schema';
import { useText } from '@/i18n';
import { support, useFormat } from '@/i18n/format';
import { PageHead } from '@/ui/Panel';
import { PersonPicker } from '@/ui/Pickers';
import { Failure, State } from '@/ui/State';
import { cleanWeekSearch } from './search';
import css from './week.module.css';

type Week = components['schemas']['Week'];
type WeekDeal = components['schemas']['WeekDeal'];
type WeekFlag = components['schemas']['WeekFlag'];

/** What changed in a week on the deals one sees, by owner. */
export function WeekPage() {
  const { t } = useText();
  const search = cleanWeekSearch(useSearch({ from: '/frame/week' }));
  const navigate = useNavigate({ from: '/week' });
  const {
    data: week,
    error,
    refetch,
  } = useQuery({
    queryKey: ['week', search],
    queryFn: ({ signal }) => data(api.GET('/api/week', { params: { query: search }, signal })),
    placeholderData: keepPreviousData,
  });
  return (
    <div className={css.page}>
      <PageHead title={t('nav.week')} beside={week && <Turn week={week} owner={search.owner} />}>
        <PersonPicker
          aria-label={t('deal.field.owner')}
          placeholder={t('deal.field.owner')}
          value={search.owner}
          onChange={(owner) => void navigate({ search: { ...search, owner }, replace: true })}
        />
      </PageHead>
      {error && !week ? <Failure error={error} retry={() => void refetch()} /> : null}
      {week?.owners.length === 0 && (
        <State
          title={t('week.none.title')}
          act={
            <Button component={Link} to="/pipeline" variant="default">
              {t('flags.none.act')}
            </Button>
          }
        >
          {t('week.none.why')}
        </State>
      )}
      {week?.more && <p className={css.more}>{t('week.more')}</p>}
      {week?.owners.map(({ owner_id, owner_name, deals }) => (
        <section key={owner_id} className={css.owner}>
          <h2>
            <span data-own>{owner_name}</span> <span>{deals.length}</span>
          </h2>
          <ul className={css.deals}>
            {deals.map((deal) => (
              <Deal key={deal.deal_id} deal={deal} />
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

function Turn({ week, owner }: { week: Week; owner?: string }) {
  const { t } = useText();
  const format = useFormat();
  return (
    <nav className={css.turn} aria-label={t('nav.week')}>
      <Link
        to="/week"
        search={{ week: week.previous, owner }}
        aria-label={t('week.previous')}
        title={t('week.previous')}
      >
        <IconChevronLeft size={18} aria-hidden />
      </Link>
      <span>{t('week.days', { from: format.day(week.from), to: format.day(week.to) })}</span>
      {week.next && (
        <Link to="/week" search={{ week: week.next, owner }} aria-label={t('week.next')} title={t('week.next')}>
          <IconChevronRight size={18} aria-hidden />
        </Link>
      )}
    </nav>
  );
}

function Deal({ deal }: { deal: WeekDeal }) {
  const { t, label } = useText();
  const format = useFormat();
  const worth = (amount: NonNullable<WeekDeal['amount']>['before']) =>
    amount ? format.money(amount) : t('value.unknown');
  const day = (on: string | null | undefined) => (on ? format.day(on) : t('value.unknown'));
  return (
    <li>
      <p className={css.name}>
        <Link to="/deals/$id" params={{ id: deal.deal_id }} data-own>
          {deal.deal_name}
        </Link>{' '}
        <span data-own>{deal.account_name}</span>
      </p>
      <dl className={css.facts}>
        {deal.moves.map((move, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: moves have no name of their own, and their order stays
          <Fact key={at} name={label('move', move.act)}>
            {[move.from, move.to]
              .filter(Boolean)
              .map((stage) => label('stage', stage ?? ''))
              .join(' → ')}
            {move.lost_to && ` · ${move.lost_to}`}
            {move.reason && ` · ${move.reason}`}
          </Fact>
        ))}
        {deal.amount && (
          <Fact name={t('deal.field.amount')}>
            {worth(deal.amount.before)} → {worth(deal.amount.after)}
          </Fact>
        )}
        {deal.expected_close && (
          <Fact name={t('deal.column.expected_close')}>
            {day(deal.expected_close.before)} → {day(deal.expected_close.after)}
          </Fact>
        )}
        {deal.people.map((person) => (
          <Fact key={person.influence_id} name={t(`week.${person.what}`)}>
            <span data-own>{person.name}</span>
            {person.what === 'support' && ` ${support(person.before ?? 0)} → ${support(person.after ?? 0)}`}
          </Fact>
        ))}
        <Flags name={t('week.raised')} flags={deal.raised} />
        <Flags name={t('week.cleared')} flags={deal.cleared} />
        <Flags name={t('week.accepted')} flags={deal.accepted} />
      </dl>
    </li>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Flags({ name, flags }: { name: string; flags: WeekFlag[] }) {
  const { t, label } = useText();
  if (flags.length === 0) return null;
  const said = flags.map(({ rule, subject_name }) => {
    const title = label('rule', `${rule}.title`);
    return subject_name ? t('flag.about', { name: subject_name, title }) : title;
  });
  return <Fact name={name}>{said.join(' · ')}</Fact>;
}
