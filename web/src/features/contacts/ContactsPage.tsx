import { ActionIcon, Button, TextInput } from '@mantine/core';
import { IconPlus, IconSearch, IconX } from '@tabler/icons-react';
import { useNavigate, useRouter, useSearch } from '@tanstack/react-router';
import { lazy, Suspense, useCallback, useEffect, useState } from 'react';
import { useMay } from '@/api/session';
import { contactPath, ExportMenu } from '@/features/accounts';
import { useText } from '@/i18n';
import { DataTable } from '@/ui/DataTable/DataTable';
import { TableMenu, useColumns } from '@/ui/DataTable/TableMenu';
import { PageHead } from '@/ui/Panel';
import { AccountPicker } from '@/ui/Pickers';
import { State } from '@/ui/State';
import { useDelayed } from '@/ui/useDelayed';
import { ContactCard, useContactColumns } from './columns';
import css from './contacts.module.css';
import { type Contact, useAccountName, useContacts } from './queries';
import { type ContactSearch, cleanContactSearch } from './search';

const NewContact = lazy(() => import('./NewContact'));
const card = (contact: Contact) => <ContactCard contact={contact} />;

/** The table of contacts: the people at the accounts that the reader sees. */
export function ContactsPage() {
  const { t } = useText();
  const may = useMay();
  const search = cleanContactSearch(useSearch({ from: '/frame/contacts' }));
  const navigate = useNavigate({ from: '/contacts' });
  const router = useRouter();
  const list = useContacts(search);
  const all = useContactColumns();
  const columns = useColumns('contacts', all);
  const [creating, setCreating] = useState(false);
  const change = (next: ContactSearch) => void navigate({ search: next, replace: true });
  const open = useCallback((contact: Contact) => router.history.push(contactPath(contact.id)), [router]);
  const filtered = Boolean(search.q || search.account);
  const clear = (
    <Button variant="default" onClick={() => change({ sort: search.sort })}>
      {t('filter.clear')}
    </Button>
  );
  const create = may('account.edit') && (
    <Button variant="default" leftSection={<IconPlus size={16} />} onClick={() => setCreating(true)}>
      {t('contact.new')}
    </Button>
  );
  return (
    <div className={css.page}>
      <PageHead title={t('nav.contacts')}>
        {may('export') && <ExportMenu kind="contacts" query={search} />}
        <TableMenu name="contacts" columns={all} />
        {create}
      </PageHead>
      <Filters search={search} onChange={change} />
      <DataTable
        label={t('nav.contacts')}
        columns={columns}
        list={list}
        sort={search.sort ?? 'name'}
        onSort={(sort) => change({ ...search, sort })}
        onOpen={open}
        card={card}
        empty={
          filtered ? (
            <State title={t('contact.none.title')} act={clear}>
              {t('contact.none.why')}
            </State>
          ) : (
            <State title={t('contact.empty.title')} act={create}>
              {t('contact.empty.why')}
            </State>
          )
        }
      />
      <Suspense>{creating && <NewContact onClose={() => setCreating(false)} />}</Suspense>
    </div>
  );
}

function Filters({ search, onChange }: { search: ContactSearch; onChange: (next: ContactSearch) => void }) {
  const { t } = useText();
  const [typed, setTyped] = useState(search.q ?? '');
  const rested = useDelayed(typed);
  const accountName = useAccountName(search.account);
  useEffect(() => setTyped(search.q ?? ''), [search.q]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what was typed changes the address
  useEffect(() => {
    if (rested === typed && rested !== (search.q ?? '')) onChange({ ...search, q: rested || undefined });
  }, [rested]);
  return (
    <search className={css.filters}>
      <TextInput
        className={css.words}
        data-filter
        type="search"
        aria-label={t('contact.filter.words')}
        placeholder={t('contact.filter.words')}
        leftSection={<IconSearch size={15} aria-hidden />}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <AccountPicker
        className={css.choice}
        aria-label={t('contact.field.account_id')}
        placeholder={t('contact.field.account_id')}
        value={search.account}
        chosenName={accountName}
        onChange={(account) => onChange({ ...search, account })}
      />
      {(search.q || search.account) && (
        <ActionIcon
          variant="subtle"
          color="gray"
          title={t('filter.clear')}
          aria-label={t('filter.clear')}
          onClick={() => onChange({ sort: search.sort })}
        >
          <IconX size={16} />
        </ActionIcon>
      )}
    </search>
  );
}
