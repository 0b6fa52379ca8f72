import { ActionIcon, Popover } from '@mantine/core';
import { IconColumns3 } from '@tabler/icons-react';
import { lazy, Suspense, useMemo } from 'react';
import { useText } from '@/i18n';
import { usePrefs } from '../prefs';
import type { Column } from './column';
import css from './menu.module.css';

// What nobody needs before the menu is open.
const TableChoices = lazy(() => import('./TableChoices'));

/** The columns to show of a table, as chosen on this device. */
export function useColumns<Row>(name: string, all: Column<Row>[]): Column<Row>[] {
  const chosen = usePrefs().columns?.[name];
  return useMemo(() => all.filter((column) => column.fixed || (chosen?.[column.id] ?? !column.off)), [all, chosen]);
}

/** Chooses the columns of a table and how dense its rows stand. */
export function TableMenu<Row>({ name, columns }: { name: string; columns: Column<Row>[] }) {
  const { t } = useText();
  return (
    <Popover position="bottom-end" shadow="md" width={240} trapFocus>
      <Popover.Target>
        <ActionIcon title={t('table.columns')} variant="default" size="md" aria-label={t('table.columns')}>
          <IconColumns3 size={16} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown className={css.menu}>
        <Suspense>
          <TableChoices name={name} columns={columns} />
        </Suspense>
      </Popover.Dropdown>
    </Popover>
  );
}
