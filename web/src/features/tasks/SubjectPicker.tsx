import { Loader, Select } from '@mantine/core';
import { useState } from 'react';
import { useText } from '@/i18n';
import { useDelayed } from '@/ui/useDelayed';
import { useSubjects } from './queries';

interface SubjectPickerProps {
  /** "deal:123", "account:123" or "contact:123". */
  value: string | undefined;
  chosenName?: string;
  error?: string;
  onChange: (subject: string | undefined) => void;
}

const kinds = ['deal', 'account', 'contact'];

/** Chooses the deal, account or contact that a task belongs to, searched on the server. */
export function SubjectPicker({ value, chosenName, error, onChange }: SubjectPickerProps) {
  const { t, label } = useText();
  const [q, setQ] = useState('');
  const rested = useDelayed(q.trim());
  const { data: found, isFetching } = useSubjects(rested);
  const [kept, setKept] = useState<{ value: string; label: string } | undefined>(
    value && chosenName ? { value, label: chosenName } : undefined,
  );
  const hits = (found?.items ?? []).filter(({ kind }) => kinds.includes(kind));
  const options = hits.map(({ kind, id, title }) => ({
    value: `${kind}:${id}`,
    label: `${label('kind', kind)} · ${title}`,
  }));
  if (kept && !options.some((option) => option.value === kept.value)) options.unshift(kept);
  return (
    <Select
      label={t('task.field.subject')}
      placeholder={t('task.subject_hint')}
      required
      searchable
      clearable
      data={options}
      filter={({ options: all }) => all}
      nothingFoundMessage={isFetching ? t('state.loading') : rested ? t('picker.nothing') : t('task.subject_hint')}
      rightSection={isFetching ? <Loader size={14} /> : undefined}
      value={value ?? null}
      error={error}
      onSearchChange={setQ}
      onChange={(chosen) => {
        setKept(options.find((option) => option.value === chosen));
        onChange(chosen ?? undefined);
      }}
    />
  );
}
