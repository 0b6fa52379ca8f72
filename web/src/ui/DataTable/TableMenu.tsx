import { ActionIcon, Checkbox, Menu, SegmentedControl } from '@mantine/core';
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
    <Menu position="bottom-end" closeOnItemClick={false} shadow="md" width={220}>
      <Menu.Target>
        <ActionIcon title={t('table.columns')} variant="default" size="md" aria-label={t('table.columns')}>
          <IconColumns3 size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('table.columns')}</Menu.Label>
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
        <Menu.Divider />
        <Menu.Label>{t('table.density')}</Menu.Label>
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
      </Menu.Dropdown>
    </Menu>
  );
}
