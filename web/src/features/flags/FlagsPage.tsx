import { Button, SegmentedControl, Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useRouter, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';
import { api, data } from '@/api/client';
import type { components } from '@/api/schema';
import { useSession } from '@/api/session';
import { PageLink } from '@/features/handbook/PageLink';
import { useText } from '@/i18n';
import { number } from '@/i18n/format';
import { DataTable } from '@/ui/DataTable/DataTable';
import { useRows } from '@/ui/DataTable/useRows';
import { PageHead } from '@/ui/Panel';
import { PersonPicker } from '@/ui/Pickers';
import { Failure, State } from '@/ui/State';
import { FlagCard, Severity, useFlagColumns } from './columns';
import css from './flags.module.css';
import { cleanFlagSearch, type FlagSearch } from './search';

export type FlagItem = components['schemas']['FlagItem'];
type FlagCount = components['schemas']['FlagCount'];

const pageSize = 100;
const ranks = ['critical', 'high', 'medium', 'low'] as const;
const card = (flag: FlagItem) => <FlagCard flag={flag} />;

/** The red flags of all deals one sees: one's own, the team's, or by rule; the gravest first, then the oldest. */
export function FlagsPage() {
  const { t } = useText();
  const { user } = useSession();
  const search = cleanFlagSearch(useSearch({ from: '/frame/flags' }));
  const navigate = useNavigate({ from: '/flags' });
  const change = (next: FlagSearch) => void navigate({ search: { ...search, ...next }, replace: true });
  const mine = !search.tab;
  const { tab, sort, ...filters } = search;
  const filter = { ...filters, owner: mine ? user.id : search.owner };
  const counts = useQuery({
    queryKey: ['flag', 'counts', filter],
    queryFn: ({ signal }) => data(api.GET('/api/flags/summary', { params: { query: filter }, signal })),
  });
  const items = counts.data?.items ?? [];
  return (
    <div className={css.page}>
      <PageHead
        title={t('nav.flags')}
        beside={
          <SegmentedControl
            size="xs"
            aria-label={t('flags.whose')}
            value={tab ?? 'mine'}
            onChange={(value) =>
              change({ tab: value === 'mine' ? undefined : (value as FlagSearch['tab']), owner: undefined })
            }
            data={[
              { value: 'mine', label: t('flags.mine') },
              { value: 'team', label: t('flags.team') },
              { value: 'rules', label: t('flags.rules') },
            ]}
          />
        }
      />
      <Filters search={search} items={items} onChange={change} />
      {counts.error && !counts.data ? (
        <Failure error={counts.error} retry={() => void counts.refetch()} />
      ) : tab === 'rules' ? (
        <Rules items={items} search={search} />
      ) : (
        <Flags filter={filter} sort={sort} onSort={(next) => change({ sort: next })} />
      )}
    </div>
  );
}

interface FiltersProps {
  search: FlagSearch;
  items: FlagCount[];
  onChange: (next: FlagSearch) => void;
}

function Filters({ search, items, onChange }: FiltersProps) {
  const { t, label } = useText();
  const count = (severity: string) =>
    items.filter((item) => item.severity === severity).reduce((sum, item) => sum + item.count, 0);
  return (
    <search className={css.filters}>
      <span className={css.counts}>
        {ranks.map((severity) => (
          <button
            key={severity}
            type="button"
            className={css.count}
            aria-pressed={search.severity === severity}
            onClick={() => onChange({ severity: search.severity === severity ? undefined : severity })}
          >
            <Severity severity={severity} /> <span>{number(count(severity))}</span>
          </button>
        ))}
      </span>
      <Select
        aria-label={t('flags.status')}
        placeholder={t('flags.status.counted')}
        clearable
        data={(['open', 'mitigating', 'accepted'] as const).map((value) => ({
          value,
          label: label('flag_status', value),
        }))}
        value={search.status ?? null}
        onChange={(status) => onChange({ status: (status ?? undefined) as FlagSearch['status'] })}
      />
      {search.rule && (
        <button type="button" className={css.rule} onClick={() => onChange({ rule: undefined })}>
          {label('rule', `${search.rule}.title`)} <span aria-hidden="true">×</span>
          <span className="visually-hidden">{t('filter.clear')}</span>
        </button>
      )}
      {search.rule?.startsWith('RF-') && <PageLink topic={`rule:${search.rule}`} />}
      {search.tab && (
        <PersonPicker
          aria-label={t('deal.field.owner')}
          placeholder={t('deal.field.owner')}
          value={search.owner}
          onChange={(owner) => onChange({ owner })}
        />
      )}
    </search>
  );
}

interface FlagsProps {
  filter: Omit<FlagSearch, 'tab' | 'sort'>;
  sort: string | undefined;
  onSort: (sort: string) => void;
}

function Flags({ filter, sort, onSort }: FlagsProps) {
  const { t } = useText();
  const router = useRouter();
  const columns = useFlagColumns();
  const list = useRows(['flag', 'list', filter, sort], (cursor, signal) =>
    data(api.GET('/api/flags', { params: { query: { ...filter, sort, cursor, limit: pageSize } }, signal })),
  );
  const open = useCallback((flag: FlagItem) => router.history.push(`/deals/${flag.deal_id}`), [router]);
  return (
    <DataTable
      label={t('nav.flags')}
      columns={columns}
      list={list}
      sort={sort}
      onSort={onSort}
      onOpen={open}
      card={card}
      empty={<NoFlags />}
    />
  );
}

/** No flag, or none that fits what was chosen; then the choice is taken back, else one goes where the deals are. */
function NoFlags() {
  const { t } = useText();
  const navigate = useNavigate({ from: '/flags' });
  const { tab, sort, ...chosen } = cleanFlagSearch(useSearch({ from: '/frame/flags' }));
  const filtered = Object.values(chosen).some(Boolean);
  return (
    <State
      title={t(filtered ? 'flags.unmatched.title' : 'flags.none.title')}
      act={
        filtered ? (
          <Button variant="default" onClick={() => void navigate({ search: { tab }, replace: true })}>
            {t('filter.clear')}
          </Button>
        ) : (
          <Button component={Link} to="/pipeline" variant="default">
            {t('flags.none.act')}
          </Button>
        )
      }
    >
      {t(filtered ? 'flags.unmatched.why' : 'flags.none.why')}
    </State>
  );
}

/** How often each rule is raised, and how gravely; each opens into its flags. */
function Rules({ items, search }: { items: FlagCount[]; search: FlagSearch }) {
  const { label } = useText();
  const rules = [...new Set(items.map(({ rule }) => rule))].map((rule) => {
    const of = items.filter((item) => item.rule === rule);
    const worst = ranks.find((severity) => of.some((item) => item.severity === severity)) ?? 'low';
    return { rule, worst, count: of.reduce((sum, item) => sum + item.count, 0), of };
  });
  rules.sort((a, b) => ranks.indexOf(a.worst) - ranks.indexOf(b.worst) || b.count - a.count);
  if (rules.length === 0) return <NoFlags />;
  return (
    <ul className={css.rules}>
      {rules.map(({ rule, worst, count, of }) => (
        <li key={rule}>
          <Severity severity={worst} />
          <Link to="/flags" search={{ ...search, tab: 'team', rule }}>
            {label('rule', `${rule}.title`)}
          </Link>
          <span className={css.parts}>
            {of.map((item) => `${label('severity', item.severity)} ${number(item.count)}`).join(' · ')}
          </span>
          <strong>{number(count)}</strong>
        </li>
      ))}
    </ul>
  );
}
