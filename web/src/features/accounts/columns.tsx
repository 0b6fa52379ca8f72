import { useMemo } from 'react';
import { usePeople } from '@/api/people';
import { useText } from '@/i18n';
import { useFormat } from '@/i18n/format';
import { Chip, Unknown } from '@/ui/Bits';
import type { Column } from '@/ui/DataTable/column';
import css from './accounts.module.css';
import { AccountLink } from './links';
import { useAccount } from './queries';
import type { Account } from './types';

function ParentName({ id }: { id: string | undefined }) {
  const parent = useAccount(id).data;
  return parent ? <AccountLink account={parent} /> : null;
}

function Tags({ tags }: { tags: string[] }) {
  return (
    <span className={css.tags} title={tags.join(' · ')} data-own>
      {tags.map((tag) => (
        <Chip key={tag}>{tag}</Chip>
      ))}
    </span>
  );
}

/** The names of colleagues by id. */
export function usePersonName(): (id: string | undefined) => string | undefined {
  const people = usePeople().data?.items;
  return useMemo(() => {
    const names = new Map(people?.map(({ id, name }) => [id, name]));
    return (id) => (id ? names.get(id) : undefined);
  }, [people]);
}

/** The columns of the table of accounts. */
export function useAccountColumns(): Column<Account>[] {
  const { t, label, lang } = useText();
  const format = useFormat();
  const nameOf = usePersonName();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the translators change with the language only
  return useMemo<Column<Account>[]>(
    () => [
      {
        id: 'name',
        title: t('account.field.name'),
        width: 200,
        grow: 3,
        sort: 'name',
        fixed: true,
        cell: (account) => <AccountLink account={account} strong />,
      },
      {
        id: 'relation',
        title: t('account.field.relation'),
        width: 92,
        off: true,
        cell: (account) => label('relation', account.relation),
      },
      {
        id: 'industry',
        title: t('account.field.industry'),
        width: 120,
        grow: 1,
        sort: 'industry',
        cell: (account) => <span title={account.industry}>{account.industry}</span>,
      },
      {
        id: 'region',
        title: t('account.field.region'),
        width: 110,
        grow: 1,
        cell: (account) => <span title={account.region}>{account.region}</span>,
      },
      {
        id: 'owner',
        title: t('account.field.owner_id'),
        width: 96,
        cell: (account) => {
          const owner = nameOf(account.owner_id);
          return owner ? (
            <span title={owner} data-own>
              {owner}
            </span>
          ) : (
            <Unknown title={t('account.ownerless')} />
          );
        },
      },
      {
        id: 'parent',
        title: t('account.field.parent_id'),
        width: 150,
        grow: 2,
        cell: (account) => <ParentName id={account.parent_id} />,
      },
      {
        id: 'tags',
        title: t('account.field.tags'),
        width: 140,
        grow: 1,
        cell: (account) => <Tags tags={account.tags} />,
      },
      {
        id: 'updated_at',
        title: t('account.field.updated_at'),
        width: 110,
        sort: 'updated_at',
        cell: (account) => <span title={account.updated_at}>{format.ago(account.updated_at)}</span>,
      },
    ],
    [lang, nameOf],
  );
}

/** An account as a card on a phone. */
export function AccountCard({ account }: { account: Account }) {
  const nameOf = usePersonName();
  const facts = [account.industry, account.region, nameOf(account.owner_id)].filter(Boolean);
  return (
    <div className={css.card}>
      <AccountLink account={account} strong />
      <span className={css.cardFacts}>{facts.join(' · ')}</span>
      <Tags tags={account.tags} />
    </div>
  );
}
