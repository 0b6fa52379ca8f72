import { lazy, Suspense, useState } from 'react';
import { useMay, useSession } from '@/api/session';
import { useText } from '@/i18n';
import { Chip, DayText, FlagChip, Money } from '@/ui/Bits';
import { Panel } from '@/ui/Panel';
import { Begin, Failure, State } from '@/ui/State';
import { DealLink } from '../links';
import { useAccountDeals } from '../queries';
import type { Account, Deal } from '../types';
import css from './page.module.css';

const NewDeal = lazy(() => import('@/features/deals/NewDeal'));

/** The deals on an account that the reader sees: the open ones first. */
export function DealsPanel({ account }: { account: Account }) {
  const { t } = useText();
  const may = useMay();
  const [creating, setCreating] = useState(false);
  const { data: list, error, refetch } = useAccountDeals(account.id);
  if (error) return <Failure error={error} retry={() => void refetch()} />;
  const deals = (list?.items ?? []).toSorted((a, b) => Number(b.status === 'open') - Number(a.status === 'open'));
  return (
    <Panel title={t('nav.deals')} flush>
      {list && deals.length === 0 && (
        <div className={css.none}>
          <State
            small
            title={t('account.deals.none')}
            act={may('deal.create') && <Begin onClick={() => setCreating(true)}>{t('deal.new')}</Begin>}
          >
            {t('account.deals.none.why')}
          </State>
        </div>
      )}
      <Suspense>{creating && <NewDeal account={account} onClose={() => setCreating(false)} />}</Suspense>
      <ul className={css.rows}>
        {deals.map((deal) => (
          <DealRow key={deal.id} deal={deal} />
        ))}
      </ul>
    </Panel>
  );
}

function DealRow({ deal }: { deal: Deal }) {
  const { label } = useText();
  const { workspace } = useSession();
  const open = deal.status === 'open';
  return (
    <li className={css.deal}>
      <DealLink deal={deal} />
      <span className={css.stage} title={open ? label('stage', deal.stage) : undefined}>
        {open ? (
          label('stage', deal.stage)
        ) : (
          <Chip tone={deal.status === 'won' ? 'good' : undefined}>{label('deal_status', deal.status)}</Chip>
        )}
      </span>
      <span className={css.flag}>
        <FlagChip count={deal.flag_count} worst={deal.worst} />
      </span>
      <span className={css.amount}>
        <Money value={deal.amount} />
      </span>
      <span className={css.day}>
        <DayText value={open ? deal.expected_close : deal.closed_on} due={open} today={workspace.today} />
      </span>
      <span className={css.owner}>{deal.owner_name}</span>
    </li>
  );
}
