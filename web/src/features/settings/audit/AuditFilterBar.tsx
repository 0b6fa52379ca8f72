import { Button, Select, TextInput } from '@mantine/core';
import { useEffect, useState } from 'react';
import { type Key, useText } from '@/i18n';
import { DayInput } from '@/ui/DayInput';
import { PersonPicker } from '@/ui/Pickers';
import { useDelayed } from '@/ui/useDelayed';
import css from './audit.module.css';
import type { AuditFilters } from './queries';

const sources = ['event', 'access', 'login_attempt'] as const;
const kinds = ['deal', 'account', 'contact', 'influence', 'note', 'task', 'user', 'team', 'product'] as const;

interface Props {
  filters: AuditFilters;
  onChange: (next: AuditFilters) => void;
}

/** The filters of the audit trail. Days are those of the workspace's zone. */
export function AuditFilterBar({ filters, onChange }: Props) {
  const { t } = useText();
  const [typed, setTyped] = useState({ q: '', act: '', record: '' });
  const settled = useDelayed(typed, 300);
  const { q, act, record } = settled;
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what was typed is taken over
  useEffect(() => {
    onChange({ ...filters, q: q || undefined, act: act || undefined, record: record || undefined });
  }, [q, act, record]);
  const set = (change: AuditFilters) => onChange({ ...filters, ...change });
  const type = (change: Partial<typeof typed>) => setTyped({ ...typed, ...change });
  return (
    <div className={css.filters}>
      <PersonPicker label={t('audit.filter.actor')} value={filters.actor} onChange={(actor) => set({ actor })} />
      <Select
        label={t('audit.filter.source')}
        placeholder={t('audit.filter.all')}
        clearable
        value={filters.source ?? null}
        data={sources.map((value) => ({ value, label: t(`audit.source.${value}` as Key) }))}
        onChange={(source) => set({ source: (source ?? undefined) as AuditFilters['source'] })}
      />
      <Select
        label={t('audit.filter.kind')}
        placeholder={t('audit.filter.all')}
        clearable
        value={filters.kind ?? null}
        data={kinds.map((value) => ({ value, label: t(`kind.${value}` as Key) }))}
        onChange={(kind) => set({ kind: kind ?? undefined })}
      />
      <TextInput
        label={t('audit.filter.act')}
        placeholder="deal.advanced"
        value={typed.act}
        onChange={(event) => type({ act: event.currentTarget.value })}
      />
      <TextInput
        label={t('audit.filter.record')}
        placeholder="deal:123"
        value={typed.record}
        onChange={(event) => type({ record: event.currentTarget.value })}
      />
      <DayInput label={t('audit.filter.from')} value={filters.from} onChange={(from) => set({ from })} />
      <DayInput label={t('audit.filter.to')} value={filters.to} onChange={(to) => set({ to })} />
      <TextInput
        label={t('audit.filter.q')}
        value={typed.q}
        onChange={(event) => type({ q: event.currentTarget.value })}
      />
      <Button
        variant="default"
        onClick={() => {
          setTyped({ q: '', act: '', record: '' });
          onChange({});
        }}
      >
        {t('audit.filter.clear')}
      </Button>
    </div>
  );
}
