import { useMemo } from 'react';
import { AccountLink, ContactLink } from '@/features/accounts';
import { useText } from '@/i18n';
import { useFormat } from '@/i18n/format';
import type { Column } from '@/ui/DataTable/column';
import css from './contacts.module.css';
import type { Contact } from './queries';

/** The account of a contact as a link. */
export function AccountOf({ contact }: { contact: Contact }) {
  if (!contact.account_id) return null;
  return <AccountLink account={{ id: contact.account_id, name: contact.account_name }} />;
}

/** The columns of the table of contacts. */
export function useContactColumns(): Column<Contact>[] {
  const { t, label, lang } = useText();
  const format = useFormat();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the translators change with the language only
  return useMemo<Column<Contact>[]>(
    () => [
      {
        id: 'name',
        title: t('contact.field.name'),
        width: 130,
        grow: 1,
        sort: 'name',
        fixed: true,
        cell: (contact) => <ContactLink contact={contact} strong />,
      },
      {
        id: 'title',
        title: t('contact.field.title'),
        width: 140,
        grow: 2,
        cell: (contact) => (
          <span title={contact.title} data-own>
            {contact.title}
          </span>
        ),
      },
      {
        id: 'account',
        title: t('contact.field.account_id'),
        width: 180,
        grow: 3,
        cell: (contact) => <AccountOf contact={contact} />,
      },
      {
        id: 'level',
        title: t('contact.field.level_rank'),
        width: 128,
        cell: (contact) => (contact.level_rank ? label('level_rank', String(contact.level_rank)) : null),
      },
      {
        id: 'phone',
        title: t('contact.field.phone'),
        width: 130,
        cell: (contact) => <span className="tabular">{contact.phone}</span>,
      },
      {
        id: 'email',
        title: t('contact.field.email'),
        width: 180,
        grow: 1,
        off: true,
        cell: (contact) => (
          <span title={contact.email} data-own>
            {contact.email}
          </span>
        ),
      },
      {
        id: 'updated_at',
        title: t('account.field.updated_at'),
        width: 110,
        sort: 'updated_at',
        cell: (contact) => <span title={contact.updated_at}>{format.ago(contact.updated_at)}</span>,
      },
    ],
    [lang],
  );
}

/** A contact as a card on a phone. */
export function ContactCard({ contact }: { contact: Contact }) {
  const { label } = useText();
  const rank = contact.level_rank ? label('level_rank', String(contact.level_rank)) : '';
  return (
    <div className={css.card}>
      <ContactLink contact={contact} strong />
      <span className={css.small}>{[contact.title, rank].filter(Boolean).join(' · ')}</span>
      <AccountOf contact={contact} />
    </div>
  );
}
