import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { useMay } from '@/api/session';
import { useText } from '@/i18n';
import { Panel } from '@/ui/Panel';
import { Begin, State } from '@/ui/State';
import { AccountLink } from '../links';
import type { AccountDetail } from '../types';
import css from './page.module.css';

const NewAccount = lazy(() => import('../NewAccount'));

/** The group of an account: the account above it and those below it. */
export function GroupPanel({ account }: { account: AccountDetail }) {
  const { t } = useText();
  const may = useMay();
  const [creating, setCreating] = useState(false);
  const { parent, subsidiaries: children, subsidiary_total: total } = account;
  const alone = !account.parent_id && children.length === 0;
  return (
    <Panel
      title={t('account.group')}
      side={
        may('account.create') &&
        !alone && (
          <Button
            size="compact-sm"
            variant="subtle"
            leftSection={<IconPlus size={14} />}
            onClick={() => setCreating(true)}
          >
            {t('account.group.add')}
          </Button>
        )
      }
    >
      {alone && (
        <State
          small
          title={t('account.group.none')}
          act={may('account.create') && <Begin onClick={() => setCreating(true)}>{t('account.group.add')}</Begin>}
        >
          {t('account.group.none.why')}
        </State>
      )}
      <ul className={css.group}>
        {parent && (
          <li>
            <AccountLink account={parent} />
          </li>
        )}
        {(parent || children.length > 0) && (
          <li data-self="true" data-below={Boolean(parent)}>
            {account.name}
          </li>
        )}
        {children.map((child) => (
          <li key={child.id} data-below="true" data-deep={Boolean(parent)}>
            <AccountLink account={child} />
          </li>
        ))}
      </ul>
      {total > children.length && <p className={css.hint}>{t('table.total', { total })}</p>}
      <Suspense>{creating && <NewAccount parent={account} onClose={() => setCreating(false)} />}</Suspense>
    </Panel>
  );
}
