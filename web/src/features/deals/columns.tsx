import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useSession } from '@/api/session';
import type { Deal } from '@/api/types';
import { useText } from '@/i18n';
import { chance, useFormat } from '@/i18n/format';
import { Chip, DayText, FlagChip, Money, Unknown } from '@/ui/Bits';
import type { Column } from '@/ui/DataTable/column';
import css from './deals.module.css';

/** The address of a deal. */
export function dealPath(id: string): string {
  return `/deals/${id}`;
}

/** The name of a deal as a link to it. */
export function DealLink({ deal }: { deal: Pick<Deal, 'id' | 'name'> }) {
  return (
    <Link to={dealPath(deal.id) as '/deals'} className={css.link} title={deal.name} data-own>
      {deal.name}
    </Link>
  );
}

/** Who answers for a deal; a deal without an owner says so. */
export function OwnerName({ deal }: { deal: Pick<Deal, 'owner_name'> }) {
  const { t } = useText();
  if (!deal.owner_name) return <Unknown title={t('deal.no_owner')} />;
  return (
    <span title={deal.owner_name} data-own>
      {deal.owner_name}
    </span>
  );
}

/** The stage of a deal, or how it ended. */
export function StageText({ deal }: { deal: Deal }) {
  const { label, t } = useText();
  if (deal.status !== 'open') {
    return <Chip tone={deal.status === 'won' ? 'good' : undefined}>{label('deal_status', deal.status)}</Chip>;
  }
  if (!deal.stage) return <Unknown title={t('value.unknown')} />;
  return <span title={`${deal.stage} ${label('stage', deal.stage)}`}>{label('stage', deal.stage)}</span>;
}

/** How long a deal has stood in its stage; rust once that is longer than the stage's norm. */
export function StageAge({ deal }: { deal: Deal }) {
  const { t } = useText();
  if (deal.days_in_stage === undefined || deal.status !== 'open') return null;
  const days = t('time.days', { n: deal.days_in_stage });
  return (
    <span
      className={deal.stale ? css.stale : css.age}
      title={deal.stale ? t('deal.stale') : t('deal.field.days_in_stage')}
    >
      {days}
      {deal.stale && <span className="visually-hidden"> {t('deal.stale')}</span>}
    </span>
  );
}

/** The columns of the deals table. */
export function useDealColumns(): Column<Deal>[] {
  const { t, label, lang } = useText();
  const { workspace } = useSession();
  const format = useFormat();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the translators change with the language only
  return useMemo<Column<Deal>[]>(
    () => [
      {
        id: 'name',
        title: t('deal.field.name'),
        width: 180,
        grow: 3,
        sort: 'name',
        fixed: true,
        cell: (deal) => <DealLink deal={deal} />,
      },
      {
        id: 'account',
        title: t('deal.field.account'),
        width: 130,
        grow: 2,
        cell: (deal) => (
          <span title={deal.account_name} data-own>
            {deal.account_name}
          </span>
        ),
      },
      { id: 'stage', title: t('deal.field.stage'), width: 148, grow: 1, cell: (deal) => <StageText deal={deal} /> },
      {
        id: 'amount',
        title: t('deal.field.amount'),
        width: 88,
        align: 'end',
        sort: 'amount',
        cell: (deal) => <Money value={deal.amount} />,
      },
      {
        id: 'win_prob',
        title: t('deal.column.win_prob'),
        width: 60,
        align: 'end',
        sort: 'win_prob',
        cell: (deal) => chance(deal.win_prob),
      },
      {
        id: 'flags',
        title: t('deal.column.flags'),
        width: 68,
        sort: 'flag_count',
        cell: (deal) => <FlagChip count={deal.flag_count} worst={deal.worst} />,
      },
      {
        id: 'grade',
        title: t('deal.field.grade'),
        width: 48,
        cell: (deal) => deal.grade && <span title={label('grade', deal.grade)}>{deal.grade}</span>,
      },
      {
        id: 'expected_close',
        title: t('deal.column.expected_close'),
        width: 96,
        sort: 'expected_close',
        cell: (deal) => <DayText value={deal.expected_close} due={deal.status === 'open'} today={workspace.today} />,
      },
      {
        id: 'days_in_stage',
        title: t('deal.column.days_in_stage'),
        width: 88,
        align: 'end',
        sort: 'stage_entered_on',
        cell: (deal) => <StageAge deal={deal} />,
      },
      {
        id: 'owner',
        title: t('deal.field.owner'),
        width: 96,
        cell: (deal) => <OwnerName deal={deal} />,
      },
      {
        id: 'tags',
        title: t('deal.field.tags'),
        width: 140,
        off: true,
        cell: (deal) => deal.tags?.join(' · '),
      },
      {
        id: 'updated_at',
        title: t('deal.field.updated_at'),
        width: 110,
        sort: 'updated_at',
        off: true,
        cell: (deal) => <span title={deal.updated_at}>{format.ago(deal.updated_at)}</span>,
      },
    ],
    [lang, workspace.today],
  );
}

/** A deal as a card on a phone. */
export function DealCard({ deal }: { deal: Deal }) {
  const { workspace } = useSession();
  return (
    <div className={css.card}>
      <span className={css.cardTop}>
        <span className={css.account} data-own>
          {deal.account_name}
        </span>
        <FlagChip count={deal.flag_count} worst={deal.worst} />
      </span>
      <DealLink deal={deal} />
      <span className={css.cardTop}>
        <span className={css.cardFacts}>
          <strong>
            <Money value={deal.amount} />
          </strong>
          <StageText deal={deal} />
        </span>
        <DayText value={deal.expected_close} due={deal.status === 'open'} today={workspace.today} />
      </span>
    </div>
  );
}
