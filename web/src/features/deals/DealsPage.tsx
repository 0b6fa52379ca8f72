import { useNavigate, useRouter, useSearch } from '@tanstack/react-router';
import { lazy, Suspense, useCallback, useMemo, useState } from 'react';
import type { Deal } from '@/api/types';
import { useText } from '@/i18n';
import { DataTable } from '@/ui/DataTable/DataTable';
import type { Selection } from '@/ui/DataTable/selection';
import { TableMenu, useColumns } from '@/ui/DataTable/TableMenu';
import { PageHead } from '@/ui/Panel';
import { DealCard, dealPath, useDealColumns } from './columns';
import css from './deals.module.css';
import { FilterBar } from './FilterBar';
import { useDeals } from './queries';
import { asQuery, cleanDealSearch, type DealSearch } from './search';
import { ViewMenu } from './ViewMenu';

const NoDeals = lazy(() => import('./NoDeals'));
const DossierIn = lazy(() => import('./DossierIn'));
const BulkBar = lazy(() => import('./BulkBar'));
const card = (deal: Deal) => <DealCard deal={deal} />;

/** The table of deals: filters, sort and view in the address, bulk acts on the selected ones. */
export function DealsPage() {
  const { t } = useText();
  const address = useSearch({ from: '/frame/deals' });
  const search = useMemo(() => cleanDealSearch(address), [address]);
  const navigate = useNavigate({ from: '/deals' });
  const router = useRouter();
  const filter = useMemo(() => ({ ...asQuery(search), sort: search.sort }), [search]);
  const list = useDeals(filter);
  const all = useDealColumns();
  const columns = useColumns('deals', all);
  const [selection, setSelection] = useState<Selection>(new Set());
  const change = (next: DealSearch) => void navigate({ search: next, replace: true });
  const open = useCallback((deal: Deal) => router.history.push(dealPath(deal.id)), [router]);
  const selected = [...selection];
  const filtered = Object.values(asQuery(search)).some(Boolean);
  return (
    <div className={css.page}>
      <PageHead
        title={t('nav.deals')}
        beside={<ViewMenu screen="deals" query={asText(search)} onOpen={(query) => change(fromText(query))} />}
      >
        <Suspense>
          <DossierIn />
        </Suspense>
        <TableMenu name="deals" columns={all} />
      </PageHead>
      <FilterBar
        filters={search}
        onChange={(next) => change({ ...search, ...next })}
        onClear={() => change({ sort: search.sort })}
      />
      {selected.length > 0 && (
        <Suspense>
          <BulkBar
            ids={selected}
            name={(id) => list.rows.find((deal) => deal.id === id)?.name ?? id}
            onClear={() => setSelection(new Set())}
          />
        </Suspense>
      )}
      <DataTable
        label={t('nav.deals')}
        columns={columns}
        list={list}
        sort={search.sort}
        onSort={(sort) => change({ ...search, sort })}
        selection={selection}
        onSelection={setSelection}
        onOpen={open}
        card={card}
        empty={
          <Suspense>
            <NoDeals filtered={filtered} onClear={() => change({})} />
          </Suspense>
        }
      />
    </div>
  );
}

function asText(search: DealSearch): string {
  const given = Object.entries(search).filter((entry): entry is [string, string] => Boolean(entry[1]));
  return new URLSearchParams(given.sort()).toString();
}

function fromText(query: string): DealSearch {
  return cleanDealSearch(Object.fromEntries(new URLSearchParams(query)));
}
