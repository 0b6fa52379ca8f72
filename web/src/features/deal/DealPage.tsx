import { Skeleton } from '@mantine/core';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { useText } from '@/i18n';
import { Failure } from '@/ui/State';
import { useLate } from '@/ui/useLate';
import { DealProvider } from './context';
import css from './deal.module.css';
import { CompliancePanel } from './flags/CompliancePanel';
import { FlagPanel } from './flags/FlagPanel';
import { GatePanel } from './gate/GatePanel';
import { Identity } from './identity/Identity';
import { Influences } from './influences/Influences';
import { Objective } from './objective/Objective';
import { placeId } from './places';
import { useSheet } from './queries';
import { SaidPanel } from './said/SaidPanel';
import type { SheetSearch } from './search';
import { useArrival } from './useArrival';

// Below the first view: loaded after it.
const QualificationCard = lazy(() => import('./qualification/QualificationCard'));
const LowerPanels = lazy(() => import('./LowerPanels'));

/** The strategy sheet of one deal: what we want, who decides, what is wrong, what to do next. */
export function DealPage() {
  const { t } = useText();
  const { id } = useParams({ from: '/frame/deals/$id' });
  const search = useSearch({ from: '/frame/deals/$id' });
  const navigate = useNavigate({ from: '/deals/$id' });
  const sheet = useSheet(id);
  useArrival(sheet.data ? search.at : undefined);
  const change = (next: SheetSearch) => void navigate({ search: next, replace: true, resetScroll: false });
  if (sheet.error && !sheet.data) return <Failure error={sheet.error} retry={() => void sheet.refetch()} />;
  if (!sheet.data) return <Waiting />;
  return (
    <DealProvider sheet={sheet.data}>
      <div className={css.page}>
        <Identity />
        <div className={css.grid}>
          <div className={css.top}>
            <div className={css.part} id={placeId('objective')} tabIndex={-1}>
              <Objective />
            </div>
            <SaidPanel search={search} onSearch={change} />
            <div className={css.part} id={placeId('people')} tabIndex={-1}>
              <Influences search={search} onSearch={change} />
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
          <div className={css.rest}>
            <Suspense>
              <LowerPanels />
            </Suspense>
          </div>
        </div>
      </div>
    </DealProvider>
  );
}

function Waiting() {
  const { t } = useText();
  if (!useLate()) return null;
  return (
    <div className={css.page} role="status" aria-label={t('state.loading')}>
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
