import { Select } from '@mantine/core';
import { type Key, useText } from '@/i18n';
import type { FilterName, Filters } from './search';

interface ChoiceProps {
  name: FilterName;
  family: string;
  codes: readonly string[];
  filters: Filters;
  onChange: (change: Filters) => void;
  className?: string;
  labelled?: boolean;
}

/** Chooses one code of a closed list as a filter. */
export function Choice({ name, family, codes, filters, onChange, className, labelled }: ChoiceProps) {
  const { t, label } = useText();
  const title = t(`deal.field.${name}` as Key);
  const coded = family === 'stage' || family === 'grade';
  return (
    <Select
      className={className}
      label={labelled ? title : undefined}
      aria-label={title}
      placeholder={labelled ? t('filter.any') : title}
      clearable
      data={codes.map((code) => ({
        value: code,
        label: coded ? `${code} ${label(family, code)}` : label(family, code),
      }))}
      value={filters[name] ?? null}
      onChange={(code) => onChange({ [name]: code ?? undefined })}
    />
  );
}
