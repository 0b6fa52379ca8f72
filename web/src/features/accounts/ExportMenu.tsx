import { Button, Menu } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useText } from '@/i18n';

interface ExportMenuProps {
  kind: 'accounts' | 'contacts' | 'deals' | 'products' | 'users';
  /** The filters of the list; the file holds the same rows. */
  query?: Record<string, string | undefined>;
}

/** The address of a list as a file, with the filters of the list. */
export function exportPath({ kind, query = {} }: ExportMenuProps, format: 'csv' | 'xlsx'): string {
  const given = Object.entries(query).filter((entry): entry is [string, string] => Boolean(entry[1]));
  const search = new URLSearchParams(given).toString();
  return `/api/export/${kind}.${format}${search && `?${search}`}`;
}

/** Downloads a list as it is filtered, as CSV or as a workbook. */
export function ExportMenu(props: ExportMenuProps) {
  const { t } = useText();
  return (
    <Menu position="bottom-end" shadow="md" width={260}>
      <Menu.Target>
        <Button variant="default" leftSection={<IconDownload size={16} />}>
          {t('export.title')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('export.hint')}</Menu.Label>
        <Menu.Item component="a" href={exportPath(props, 'xlsx')} download>
          {t('export.xlsx')}
        </Menu.Item>
        <Menu.Item component="a" href={exportPath(props, 'csv')} download>
          {t('export.csv')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
