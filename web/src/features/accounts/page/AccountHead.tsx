import { ActionIcon, Button, Menu } from '@mantine/core';
import { IconDots, IconPlus } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { useMay } from '@/api/session';
import { useText } from '@/i18n';
import { Chip } from '@/ui/Bits';
import { PageHead } from '@/ui/Panel';
import { usePersonName } from '../columns';
import type { Account } from '../types';

const NewDeal = lazy(() => import('@/features/deals/NewDeal'));
const TrashDialog = lazy(() => import('./TrashDialog'));

/** The name of an account, what it is, whose it is, and what can be done with it. */
export function AccountHead({ account }: { account: Account }) {
  const { t, label } = useText();
  const may = useMay();
  const nameOf = usePersonName();
  const [open, setOpen] = useState<'deal' | 'trash'>();
  const owner = nameOf(account.owner_id);
  return (
    <PageHead
      title={account.name}
      beside={
        <>
          <Chip>{label('relation', account.relation)}</Chip>
          {owner && <Chip tone="accent">{t('account.owned_by', { name: owner })}</Chip>}
        </>
      }
    >
      {may('deal.create') && (
        <Button variant="default" leftSection={<IconPlus size={16} />} onClick={() => setOpen('deal')}>
          {t('deal.new')}
        </Button>
      )}
      {account.may.includes('trash') && (
        <Menu position="bottom-end" shadow="md">
          <Menu.Target>
            <ActionIcon variant="default" title={t('act.more')} aria-label={t('act.more')}>
              <IconDots size={16} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item onClick={() => setOpen('trash')}>{t('account.trash')}</Menu.Item>
          </Menu.Dropdown>
        </Menu>
      )}
      <Suspense>
        {open === 'deal' && <NewDeal account={account} onClose={() => setOpen(undefined)} />}
        {open === 'trash' && <TrashDialog account={account} onClose={() => setOpen(undefined)} />}
      </Suspense>
    </PageHead>
  );
}
