import { ActionIcon, Checkbox, Popover, SegmentedControl } from '@mantine/core';
import { IconColumns3 } from '@tabler/icons-react';
import { useMemo } from 'react';
import { useText } from '@/i18n';
import { type Density, setPrefs, usePrefs } from '../prefs';
import type { Column } from './column';
import css from './menu.module.css';

/** The columns to show of a table, as chosen on this device. */
export function useColumns<Row>(name: string, all: Column<Row>[]): Column<Row>[] {
  const chosen = usePrefs().columns?.[name];
  return useMemo(() => all.filter((column) => column.fixed || (chosen?.[column.id] ?? !column.off)), [all, chosen]);
}

/** Chooses the columns of a table and how dense its rows stand. */
export function TableMenu<Row>({ name, columns }: { name: string; columns: Column<Row>[] }) {
  const { t } = useText();
  const prefs = usePrefs();
  const chosen = prefs.columns?.[name] ?? {};
  const choose = (id: string, on: boolean) =>
    setPrefs({ columns: { ...prefs.columns, [name]: { ...chosen, [id]: on } } });
  return (
    <Popover position="bottom-end" shadow="md" width={240} trapFocus>
      <Popover.Target>
        <ActionIcon title={t('table.columns')} variant="default" size="md" aria-label={t('table.columns')}>
          <IconColumns3 size={16} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown className={css.menu}>
        <h2>{t('table.columns')}</h2>
        <div className={css.columns}>
          {columns
            .filter((column) => !column.fixed)
            .map((column) => (
              <Checkbox
                key={column.id}
                size="xs"
                label={column.title}
                checked={chosen[column.id] ?? !column.off}
                onChange={(event) => choose(column.id, event.currentTarget.checked)}
              />
            ))}
        </div>
        <h2>{t('table.density')}</h2>
        <SegmentedControl
          fullWidth
          size="xs"
          value={prefs.density ?? 'comfortable'}
          onChange={(density) => setPrefs({ density: density as Density })}
          data={[
            { value: 'comfortable', label: t('table.density.comfortable') },
            { value: 'compact', label: t('table.density.compact') },
          ]}
        />
      </Popover.Dropdown>
    </Popover>
  );
}
