import { ActionIcon, Autocomplete, Select, TextInput } from '@mantine/core';
import { IconSearch, IconX } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useText } from '@/i18n';
import { AccountPicker, PersonPicker } from '@/ui/Pickers';
import { useDelayed } from '@/ui/useDelayed';
import css from './accounts.module.css';
import { useAccount, useTags } from './queries';
import { type AccountSearch, filterCount } from './search';

interface FiltersProps {
  search: AccountSearch;
  /** Industries of the rows shown, offered for the filter. */
  industries: string[];
  onChange: (change: AccountSearch) => void;
  onClear: () => void;
}

/** The filters over the table of accounts; what is chosen stands in the address. */
export function AccountFilters({ search, industries, onChange, onClear }: FiltersProps) {
  const { t } = useText();
  const tags = useTags().data?.items ?? [];
  const parent = useAccount(search.parent).data;
  return (
    <search className={css.filters}>
      <Words value={search.q ?? ''} hint={t('account.filter.words')} onChange={(q) => onChange({ q })} />
      <Industry value={search.industry ?? ''} known={industries} onChange={(industry) => onChange({ industry })} />
      <PersonPicker
        className={css.choice}
        aria-label={t('account.field.owner_id')}
        placeholder={t('account.field.owner_id')}
        value={search.owner}
        onChange={(owner) => onChange({ owner })}
      />
      <AccountPicker
        className={css.extra}
        aria-label={t('account.field.parent_id')}
        placeholder={t('account.field.parent_id')}
        value={search.parent}
        chosenName={parent?.name}
        onChange={(id) => onChange({ parent: id })}
      />
      <Select
        className={css.extra}
        aria-label={t('account.field.tags')}
        placeholder={t('account.field.tags')}
        clearable
        data={tags.map(({ id, name }) => ({ value: id, label: name }))}
        value={search.tag ?? null}
        onChange={(tag) => onChange({ tag: tag ?? undefined })}
      />
      {filterCount(search) > 0 && (
        <ActionIcon
          variant="subtle"
          color="gray"
          title={t('filter.clear')}
          aria-label={t('filter.clear')}
          onClick={onClear}
        >
          <IconX size={16} />
        </ActionIcon>
      )}
    </search>
  );
}

interface WordsProps {
  value: string;
  hint: string;
  onChange: (q: string | undefined) => void;
}

/** Words to filter by; the address follows once the typing rests. */
export function Words({ value, hint, onChange }: WordsProps) {
  const [typed, setTyped] = useState(value);
  const rested = useDelayed(typed);
  useEffect(() => setTyped(value), [value]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what was typed changes the address
  useEffect(() => {
    if (rested !== value && rested === typed) onChange(rested || undefined);
  }, [rested]);
  return (
    <TextInput
      className={css.words}
      data-filter
      type="search"
      aria-label={hint}
      placeholder={hint}
      leftSection={<IconSearch size={15} aria-hidden />}
      value={typed}
      onChange={(event) => setTyped(event.currentTarget.value)}
    />
  );
}

function Industry({ value, known, onChange }: { value: string; known: string[]; onChange: (v?: string) => void }) {
  const { t } = useText();
  const [typed, setTyped] = useState(value);
  useEffect(() => setTyped(value), [value]);
  const take = (industry: string) => {
    if (industry.trim() !== value) onChange(industry.trim() || undefined);
  };
  return (
    <Autocomplete
      className={css.choice}
      aria-label={t('account.field.industry')}
      placeholder={t('account.field.industry')}
      data={known}
      value={typed}
      onChange={setTyped}
      onOptionSubmit={take}
      onBlur={() => take(typed)}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && !event.nativeEvent.isComposing) take(typed);
      }}
    />
  );
}
