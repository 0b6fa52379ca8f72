// The columns of the table of red flags, and a flag as a card on a phone.
import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useText } from '@/i18n';
import { useFormat } from '@/i18n/format';
import type { Column } from '@/ui/DataTable/column';
import type { FlagItem } from './FlagsPage';
import css from './flags.module.css';

/** How grave a flag is: the flag and a word. */
export function Severity({ severity }: { severity: string }) {
  const { label } = useText();
  return (
    <span className={css.severity} data-worst={severity}>
      <span aria-hidden="true">⚑</span> {label('severity', severity)}
    </span>
  );
}

function Title({ flag }: { flag: FlagItem }) {
  const { t, label } = useText();
  const title = label('rule', `${flag.rule}.title`);
  return <>{flag.subject_name ? t('flag.about', { name: flag.subject_name, title }) : title}</>;
}

function DealOf({ flag }: { flag: FlagItem }) {
  return (
    <Link to="/deals/$id" params={{ id: flag.deal_id }}>
      {flag.deal_name}
    </Link>
  );
}

function Since({ flag }: { flag: FlagItem }) {
  const format = useFormat();
  return (
    <time dateTime={flag.opened_at} title={format.moment(flag.opened_at)}>
      {format.ago(flag.opened_at)}
    </time>
  );
}

/** The columns of the table. */
export function useFlagColumns(): Column<FlagItem>[] {
  const { t, label, lang } = useText();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the translators change with the language only
  return useMemo<Column<FlagItem>[]>(
    () => [
      {
        id: 'worst',
        title: t('flags.severity'),
        width: 80,
        sort: 'worst',
        fixed: true,
        cell: (flag) => <Severity severity={flag.severity} />,
      },
      { id: 'title', title: t('deal.field.flags'), width: 200, grow: 3, cell: (flag) => <Title flag={flag} /> },
      { id: 'deal', title: t('flags.deal'), width: 160, grow: 2, cell: (flag) => <DealOf flag={flag} /> },
      {
        id: 'account',
        title: t('deal.field.account'),
        width: 120,
        grow: 1,
        cell: (flag) => <span data-own>{flag.account_name}</span>,
      },
      {
        id: 'status',
        title: t('flags.status'),
        width: 88,
        cell: (flag) => label('flag_status', flag.status),
      },
      {
        id: 'since',
        title: t('flags.since'),
        width: 96,
        sort: 'opened_at',
        cell: (flag) => <Since flag={flag} />,
      },
      { id: 'owner', title: t('deal.field.owner'), width: 96, cell: (flag) => <span data-own>{flag.owner_name}</span> },
    ],
    [lang],
  );
}

/** A red flag as a card on a phone. */
export function FlagCard({ flag }: { flag: FlagItem }) {
  const { label } = useText();
  return (
    <div className={css.card}>
      <span className={css.cardLine}>
        <Severity severity={flag.severity} />
        <Since flag={flag} />
      </span>
      <strong>
        <Title flag={flag} />
      </strong>
      <span className={css.cardLine}>
        <DealOf flag={flag} />
        <span>
          {flag.status === 'open' ? flag.owner_name : `${label('flag_status', flag.status)} · ${flag.owner_name}`}
        </span>
      </span>
    </div>
  );
}
