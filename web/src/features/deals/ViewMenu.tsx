import { ActionIcon, Button, Menu } from '@mantine/core';
import { IconBookmark, IconTrash } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import type { ViewScreen } from '@/api/types';
import { useText } from '@/i18n';
import { sayRefused } from '@/ui/toast';
import css from './deals.module.css';
import { useViewActs, useViews } from './queries';

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
  const { remove } = useViewActs(screen);
  const [saving, setSaving] = useState(false);
  const list = views.data?.items ?? [];
  const current = list.find((view) => view.query === query);
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
          {list.map((view) => (
            <div key={view.id} className={css.viewRow}>
              <Menu.Item onClick={() => onOpen(view.query)}>
                {view.name}
                {view.shared && <span className={css.account}> {t('view.shared')}</span>}
              </Menu.Item>
              {view.may.includes('remove') && (
                <ActionIcon
                  title={t('view.remove', { name: view.name })}
                  variant="subtle"
                  color="gray"
                  aria-label={t('view.remove', { name: view.name })}
                  onClick={() => remove.mutate(view.id, { onError: sayRefused })}
                >
                  <IconTrash size={15} />
                </ActionIcon>
              )}
            </div>
          ))}
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
