// The filters over the table and the board. What is chosen stands in the address, so that a link shows the same deals.
import { ActionIcon, Button, Popover, TextInput } from '@mantine/core';
import { IconFilter, IconSearch, IconX } from '@tabler/icons-react';
import { lazy, Suspense, useEffect, useState } from 'react';
import { useText } from '@/i18n';
import { PersonPicker } from '@/ui/Pickers';
import { useDelayed } from '@/ui/useDelayed';
import { Choice } from './Choice';
import css from './deals.module.css';
import { type Filters, filterCount, openStages } from './search';

const MoreFilters = lazy(() => import('./MoreFilters'));

interface FilterBarProps {
  filters: Filters;
  /** Changes some filters; undefined takes one away. */
  onChange: (change: Filters) => void;
  onClear: () => void;
}

/** Words, stage and owner at hand; the rest behind the filter button. */
export function FilterBar({ filters, onChange, onClear }: FilterBarProps) {
  const { t } = useText();
  const count = filterCount(filters);
  return (
    <search className={css.filters}>
      <Words value={filters.q ?? ''} onChange={(q) => onChange({ q })} />
      <Choice
        name="stage"
        family="stage"
        codes={openStages}
        filters={filters}
        onChange={onChange}
        className={css.choice}
      />
      <PersonPicker
        className={css.choice}
        aria-label={t('deal.field.owner')}
        placeholder={t('deal.field.owner')}
        value={filters.owner}
        onChange={(owner) => onChange({ owner })}
      />
      <Popover position="bottom-start" shadow="md" width="min(440px, calc(100vw - 24px))" trapFocus>
        <Popover.Target>
          <Button
            variant="default"
            leftSection={<IconFilter size={15} />}
            rightSection={count > 0 && <span className={css.badge}>{count}</span>}
          >
            {t('filter.more')}
          </Button>
        </Popover.Target>
        <Popover.Dropdown>
          <Suspense>
            <MoreFilters filters={filters} onChange={onChange} />
          </Suspense>
        </Popover.Dropdown>
      </Popover>
      {(count > 0 || filters.q) && (
        <Button variant="subtle" color="gray" leftSection={<IconX size={14} />} onClick={onClear}>
          {t('filter.clear')}
        </Button>
      )}
    </search>
  );
}

function Words({ value, onChange }: { value: string; onChange: (q: string) => void }) {
  const { t } = useText();
  const [typed, setTyped] = useState(value);
  const rested = useDelayed(typed);
  useEffect(() => setTyped(value), [value]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a rested entry changes the address
  useEffect(() => {
    if (rested === typed && rested !== value) onChange(rested);
  }, [rested]);
  return (
    <TextInput
      className={css.words}
      data-filter
      type="search"
      aria-label={t('filter.words')}
      placeholder={t('filter.words')}
      leftSection={<IconSearch size={15} />}
      value={typed}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onKeyDown={(event) => event.key === 'Escape' && event.currentTarget.blur()}
      rightSection={
        typed && (
          <ActionIcon
            title={t('filter.clear')}
            variant="subtle"
            color="gray"
            size="sm"
            aria-label={t('filter.clear')}
            onClick={() => setTyped('')}
          >
            <IconX size={14} />
          </ActionIcon>
        )
      }
    />
  );
}
