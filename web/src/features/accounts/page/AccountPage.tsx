import { Tabs } from '@mantine/core';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { type Key, useText } from '@/i18n';
import { Failure } from '@/ui/State';
import { useAccount } from '../queries';
import { type AccountTab, accountTabs } from '../search';
import type { AccountDetail } from '../types';
import { AccountFacts } from './AccountFacts';
import { AccountHead } from './AccountHead';
import { DealsPanel } from './DealsPanel';
import { GroupPanel } from './GroupPanel';
import css from './page.module.css';
import { TotalsPanel } from './TotalsPanel';

const ChartPanel = lazy(() => import('../chart/ChartPanel'));
const ChangesPanel = lazy(() => import('./ChangesPanel'));
const WorkPart = lazy(() => import('./WorkPart'));
const TimelinePanel = lazy(() => import('../work/TimelinePanel'));

/** The page of an account: who it is, its group, its deals, its people, and what was written about it. */
export function AccountPage() {
  const { id } = useParams({ from: '/frame/accounts/$id' });
  const { data: account, error, refetch } = useAccount(id);
  const { t } = useText();
  const { tab = 'overview' } = useSearch({ from: '/frame/accounts/$id' });
  const navigate = useNavigate({ from: '/accounts/$id' });
  if (error && !account) return <Failure error={error} retry={() => void refetch()} />;
  if (!account) return null;
  const open = (name: AccountTab) => void navigate({ search: name === 'overview' ? {} : { tab: name }, replace: true });
  return (
    <div className={css.page}>
      <AccountHead account={account} />
      <Tabs value={tab} onChange={(name) => name && open(name as AccountTab)} keepMounted={false}>
        <Tabs.List className={css.tabs}>
          {accountTabs.map((name) => (
            <Tabs.Tab key={name} value={name}>
              {t(`account.tab.${name}` as Key)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value={tab}>
          <Suspense>
            <Part account={account} tab={tab} />
          </Suspense>
        </Tabs.Panel>
      </Tabs>
    </div>
  );
}

function Part({ account, tab }: { account: AccountDetail; tab: AccountTab }) {
  const subject = `account:${account.id}`;
  if (tab === 'chart') return <ChartPanel account={account} />;
  if (tab === 'timeline') return <TimelinePanel subject={subject} />;
  if (tab === 'work') return <WorkPart subject={subject} name={account.name} />;
  return (
    <div className={css.columns}>
      <div className={css.stack}>
        <AccountFacts account={account} />
        <DealsPanel account={account} />
        <Suspense>
          <ChangesPanel account={account} />
        </Suspense>
      </div>
      <div className={css.stack}>
        <TotalsPanel account={account} />
        <GroupPanel account={account} />
      </div>
    </div>
  );
}
