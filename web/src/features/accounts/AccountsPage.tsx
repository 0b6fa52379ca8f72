import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useNavigate, useRouter, useSearch } from '@tanstack/react-router';
import { lazy, Suspense, useCallback, useMemo, useState } from 'react';
import { useMay } from '@/api/session';
import { useText } from '@/i18n';
import { DataTable } from '@/ui/DataTable/DataTable';
import { TableMenu, useColumns } from '@/ui/DataTable/TableMenu';
import { PageHead } from '@/ui/Panel';
import { State } from '@/ui/State';
import { AccountFilters } from './AccountFilters';
import css from './accounts.module.css';
import { AccountCard, useAccountColumns } from './columns';
import { ExportMenu } from './ExportMenu';
import { accountPath } from './links';
import { useAccounts } from './queries';
import { type AccountSearch, cleanAccountSearch, filterCount } from './search';
import type { Account } from './types';

const NewAccount = lazy(() => import('./NewAccount'));
const card = (account: Account) => <AccountCard account={account} />;

/** The table of accounts: filters and sort in the address, a new account, an export. */
export function AccountsPage() {
  const { t } = useText();
  const may = useMay();
  const search = cleanAccountSearch(useSearch({ from: '/frame/accounts' }));
  const navigate = useNavigate({ from: '/accounts' });
  const router = useRouter();
  const list = useAccounts(search);
  const all = useAccountColumns();
  const columns = useColumns('accounts', all);
  const [creating, setCreating] = useState(false);
  const change = (next: AccountSearch) => void navigate({ search: next, replace: true });
  const open = useCallback((account: Account) => router.history.push(accountPath(account.id)), [router]);
  const industries = useMemo(
    () => [...new Set(list.rows.flatMap((row) => (row.industry ? [row.industry] : [])))].sort(),
    [list.rows],
  );
  const filtered = filterCount(search) > 0;
  const clear = () => change({ sort: search.sort });
  return (
    <div className={css.page}>
      <PageHead title={t('nav.accounts')}>
        {may('export') && <ExportMenu kind="accounts" query={search} />}
        <TableMenu name="accounts" columns={all} />
        {may('account.create') && (
          <Button variant="default" leftSection={<IconPlus size={16} />} onClick={() => setCreating(true)}>
            {t('account.new')}
          </Button>
        )}
      </PageHead>
      <AccountFilters
        search={search}
        industries={industries}
        onChange={(next) => change({ ...search, ...next })}
        onClear={clear}
      />
      <DataTable
        label={t('nav.accounts')}
        columns={columns}
        list={list}
        sort={search.sort ?? 'name'}
        onSort={(sort) => change({ ...search, sort })}
        onOpen={open}
        card={card}
        empty={<NoAccounts filtered={filtered} onClear={clear} onNew={() => setCreating(true)} />}
      />
      <Suspense>{creating && <NewAccount onClose={() => setCreating(false)} />}</Suspense>
    </div>
  );
}

function NoAccounts({ filtered, onClear, onNew }: { filtered: boolean; onClear: () => void; onNew: () => void }) {
  const { t } = useText();
  const may = useMay();
  if (filtered) {
    const clear = (
      <Button variant="default" onClick={onClear}>
        {t('filter.clear')}
      </Button>
    );
    return (
      <State title={t('account.none.title')} act={clear}>
        {t('account.none.why')}
      </State>
    );
  }
  return (
    <State
      title={t('account.empty.title')}
      act={
        may('account.create') && (
          <Button variant="default" onClick={onNew}>
            {t('account.new')}
          </Button>
        )
      }
    >
      {t('account.empty.why')}
    </State>
  );
}
