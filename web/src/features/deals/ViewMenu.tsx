import { Button, Menu } from '@mantine/core';
import { IconBookmark } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import type { ViewScreen } from '@/api/types';
import { useText } from '@/i18n';
import css from './deals.module.css';
import { useViews } from './queries';

const ViewRows = lazy(() => import('./ViewRows'));
const SaveView = lazy(() => import('./SaveView'));

interface ViewMenuProps {
  screen: ViewScreen;
  /** The address as it is now, without the question mark. */
  query: string;
  onOpen: (query: string) => void;
}

/** Opens, saves and removes named views of a screen. */
export function ViewMenu({ screen, query, onOpen }: ViewMenuProps) {
  const { t } = useText();
  const views = useViews(screen);
  const [saving, setSaving] = useState(false);
  const current = views.data?.items.find((view) => view.query === query);
  return (
    <>
      <Menu shadow="md" width={280} position="bottom-start">
        <Menu.Target>
          <Button className={css.views} variant="default" leftSection={<IconBookmark size={15} />}>
            {current?.name ?? t(query ? 'view.custom' : 'view.all')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => onOpen('')}>{t('view.all')}</Menu.Item>
          <Suspense>
            <ViewRows screen={screen} onOpen={onOpen} />
          </Suspense>
          <Menu.Divider />
          <Menu.Item disabled={!query || current !== undefined} onClick={() => setSaving(true)}>
            {t('view.save')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {saving && (
        <Suspense>
          <SaveView screen={screen} query={query} onClose={() => setSaving(false)} />
        </Suspense>
      )}
    </>
  );
}
