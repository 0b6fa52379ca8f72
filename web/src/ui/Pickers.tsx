// Choosing a person, an account or a contact. Accounts and contacts are searched on the server, which knows pinyin.
import { Loader, Select, type SelectProps } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, data } from '@/api/client';
import { keys } from '@/api/keys';
import { usePeople } from '@/api/people';
import { useText } from '@/i18n';
import { useDelayed } from './useDelayed';

type PickerProps = Omit<SelectProps, 'data' | 'value' | 'onChange' | 'searchValue'> & {
  value: string | undefined;
  onChange: (id: string | undefined) => void;
  /** Name of the value chosen already, shown until the search finds it. */
  chosenName?: string;
};

interface Option {
  value: string;
  label: string;
}

const asFound: SelectProps['filter'] = ({ options }) => options;
const atOnce = 20;

/** Chooses a person; one of them can be left out. */
export function PersonPicker({
  value,
  onChange,
  chosenName: _unused,
  except,
  ...look
}: PickerProps & { except?: string }) {
  const { t } = useText();
  const people = usePeople();
  const options = (people.data?.items ?? [])
    .filter((person) => person.id !== except && (person.active || person.id === value))
    .map((person) => ({ value: person.id, label: person.name }));
  return (
    <Select
      searchable
      clearable
      nothingFoundMessage={t('picker.nothing')}
      {...look}
      data={options}
      value={value ?? null}
      onChange={(id) => onChange(id ?? undefined)}
    />
  );
}

function ServerPicker(props: PickerProps & { searching: boolean; options: Option[]; onSearch: (q: string) => void }) {
  const { t } = useText();
  const { value, onChange, chosenName, searching, options, onSearch, ...look } = props;
  const chosen = value && chosenName && !options.some((option) => option.value === value);
  const shown = chosen ? [{ value, label: chosenName }, ...options] : options;
  return (
    <Select
      searchable
      clearable
      nothingFoundMessage={searching ? t('state.loading') : t('picker.nothing')}
      rightSection={searching ? <Loader size={14} /> : undefined}
      {...look}
      data={shown}
      filter={asFound}
      value={value ?? null}
      onSearchChange={onSearch}
      onChange={(id) => onChange(id ?? undefined)}
    />
  );
}

/** Chooses an account, searched on the server. */
export function AccountPicker(props: PickerProps) {
  const [q, setQ] = useState('');
  const query = { q: useDelayed(q), limit: atOnce };
  const found = useQuery({
    queryKey: keys.accounts(query),
    queryFn: ({ signal }) => data(api.GET('/api/accounts', { params: { query }, signal })),
    placeholderData: keepPreviousData,
  });
  const options = (found.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }));
  return <ServerPicker {...props} searching={found.isFetching} options={options} onSearch={setQ} />;
}

/** Chooses a contact, of one account when it is given. */
export function ContactPicker({ account, ...props }: PickerProps & { account?: string }) {
  const [q, setQ] = useState('');
  const query = { q: useDelayed(q), limit: atOnce, account };
  const found = useQuery({
    queryKey: keys.contacts(query),
    queryFn: ({ signal }) => data(api.GET('/api/contacts', { params: { query }, signal })),
    placeholderData: keepPreviousData,
  });
  const options = (found.data?.items ?? []).map(({ id, name, title }) => ({
    value: id,
    label: title ? `${name} · ${title}` : name,
  }));
  return <ServerPicker {...props} searching={found.isFetching} options={options} onSearch={setQ} />;
}
