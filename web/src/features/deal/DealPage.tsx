import { Skeleton } from '@mantine/core';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { lazy, type ReactNode, Suspense, useDeferredValue, useEffect } from 'react';
import { useText } from '@/i18n';
import { Failure } from '@/ui/State';
import { useLate } from '@/ui/useLate';
import { usePhone } from '@/ui/usePhone';
import { DealProvider } from './context';
import css from './deal.module.css';
import { CompliancePanel } from './flags/CompliancePanel';
import { FlagPanel } from './flags/FlagPanel';
import { GatePanel } from './gate/GatePanel';
import { Identity } from './identity/Identity';
import { Influences } from './influences/Influences';
import { Objective } from './objective/Objective';
import { fetchParts, LowerPanels, NextPanel, QualificationCard } from './parts';
import { placeId } from './places';
import { useReadAhead, useSheet } from './queries';
import { SaidPanel } from './said/SaidPanel';
import type { SheetSearch } from './search';
import { useArrival } from './useArrival';

const StoryPanel = lazy(() => import('./past/StoryPanel'));
const ContractPanel = lazy(() => import('./contract/ContractPanel'));
const PastBar = lazy(() => import('./past/PastBar'));
const CompareView = lazy(() => import('./past/CompareView'));

/** The strategy sheet of one deal: what we want, who decides, what is wrong, what to do next; now, or as of a day. */
export function DealPage() {
  const { id } = useParams({ from: '/frame/deals/$id' });
  const search = useSearch({ from: '/frame/deals/$id' });
  const navigate = useNavigate({ from: '/deals/$id' });
  const change = (next: SheetSearch) => void navigate({ search: next, replace: true, resetScroll: false });
  const { on, from } = search;
  return (
    <div className={css.page}>
      <Suspense>{on && <PastBar deal={id} search={search} onSearch={change} />}</Suspense>
      {on && from ? (
        <Suspense fallback={<Waiting />}>
          <CompareView deal={id} search={{ ...search, on, from }} onSearch={change} />
        </Suspense>
      ) : (
        <>
          {!on && <Ahead key={id} id={id} />}
          <Whole id={id} search={search} onSearch={change} />
        </>
      )}
    </div>
  );
}

/** Fetches what the page needs beside the sheet while that is on its way; what fails here is asked for again in its place. */
function Ahead({ id }: { id: string }) {
  const phone = usePhone();
  useReadAhead(id);
  useEffect(() => fetchParts(!phone), [phone]);
  return null;
}

interface WholeProps {
  id: string;
  search: SheetSearch;
  onSearch: (next: SheetSearch) => void;
}

function Whole({ id, search, onSearch }: WholeProps) {
  const { t } = useText();
  const sheet = useSheet(id, search.on);
  useArrival(sheet.data ? search.at : undefined);
  if (sheet.error && !sheet.data) return <Failure error={sheet.error} retry={() => void sheet.refetch()} />;
  if (!sheet.data) return <Waiting />;
  const open = sheet.data.deal.status === 'open';
  return (
    <DealProvider key={sheet.data.as_of ?? 'now'} sheet={sheet.data}>
      <Identity onPast={(on) => onSearch({ ...search, on })} />
      {Boolean(sheet.data.erased) && <p>{t('past.erased.sum', { n: sheet.data.erased ?? 0 })}</p>}
      {(open || sheet.data.deal.status === 'won') && !search.on && (
        <div className={css.next} data-open={open}>
          <Suspense>
            <NextPanel />
          </Suspense>
        </div>
      )}
      <div className={css.grid}>
        <div className={css.top}>
          <Suspense>{sheet.data.contract && !open && <ContractPanel />}</Suspense>
          <div className={css.part} id={placeId('objective')} tabIndex={-1}>
            <Objective />
          </div>
          <SaidPanel search={search} onSearch={onSearch} />
          <div className={css.part} id={placeId('people')} tabIndex={-1}>
            <Influences search={search} onSearch={onSearch} />
          </div>
        </div>
        <aside className={css.rail} aria-label={t('deal.rail')}>
          <div id={placeId('flags')} tabIndex={-1}>
            <FlagPanel />
          </div>
          <CompliancePanel />
          <div id={placeId('gate')} tabIndex={-1}>
            <GatePanel />
          </div>
          <div id={placeId('qualify')} tabIndex={-1}>
            <Suspense>
              <QualificationCard />
            </Suspense>
          </div>
        </aside>
        <Rest>
          {!open && !search.on && (
            <div className={css.wide}>
              <StoryPanel />
            </div>
          )}
          {sheet.data.contract && open && (
            <div className={css.wide}>
              <ContractPanel />
            </div>
          )}
          <LowerPanels />
        </Rest>
      </div>
    </DealProvider>
  );
}

/** What stands below the first view: drawn once that is on the screen. */
function Rest({ children }: { children: ReactNode }) {
  const due = useDeferredValue(true, false);
  return <div className={css.rest}>{due && <Suspense>{children}</Suspense>}</div>;
}

function Waiting() {
  const { t } = useText();
  if (!useLate()) return null;
  return (
    <div role="status" aria-label={t('state.loading')}>
      <Skeleton height={72} mb="lg" radius="lg" />
      <div className={css.grid}>
        <div className={css.top}>
          <Skeleton height={160} radius="lg" />
          <Skeleton height={420} radius="lg" />
        </div>
        <div className={css.rail}>
          <Skeleton height={240} radius="lg" />
          <Skeleton height={240} radius="lg" />
        </div>
      </div>
    </div>
  );
}
