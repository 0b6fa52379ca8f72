import { ActionIcon, Menu } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import type { ViewScreen } from '@/api/types';
import { useText } from '@/i18n';
import { sayRefused } from '@/ui/toast';
import css from './deals.module.css';
import { useViewActs, useViews } from './queries';

interface RowsProps {
  screen: ViewScreen;
  onOpen: (query: string) => void;
}

/** The named views in the menu, each with its removal. */
export default function ViewRows({ screen, onOpen }: RowsProps) {
  const { t } = useText();
  const { remove } = useViewActs(screen);
  return (useViews(screen).data?.items ?? []).map((view) => (
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
  ));
}
