import { Menu } from '@mantine/core';
import { IconKeyboard, IconLanguage, IconLogout, IconMoon, IconRoute, IconSun } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { leave, useSession } from '@/api/session';
import { changeLang, type Lang, useText } from '@/i18n';
import { setPrefs, useScheme } from '@/ui/prefs';
import { sayRefused } from '@/ui/toast';
import { forgetDrafts } from '@/ui/useDraft';
import { saveLang } from './language';
import css from './shell.module.css';

/** The menu of the person; it is loaded when it is first opened. */
export default function UserMenu({ onKeys, children }: { onKeys: () => void; children: ReactElement }) {
  const { t, label, lang } = useText();
  const { user, workspace } = useSession();
  const client = useQueryClient();
  const navigate = useNavigate();
  const scheme = useScheme();
  const out = async () => {
    try {
      await leave();
      forgetDrafts();
      await navigate({ to: '/login' });
      client.clear();
    } catch (error) {
      sayRefused(error);
    }
  };
  const tour = async () => {
    await navigate({ to: '/pipeline' });
    setPrefs({ guide: 0 });
  };
  const turn = async () => {
    const other: Lang = lang === 'zh' ? 'en' : 'zh';
    setPrefs({ lang: other });
    await changeLang(other);
    saveLang(other).catch(sayRefused);
  };
  return (
    <Menu position="bottom-end" shadow="md" width={232} defaultOpened>
      <Menu.Target>{children}</Menu.Target>
      <Menu.Dropdown>
        <div className={css.who}>
          <strong>{user.name}</strong>
          <span>{label('user_role', user.role)}</span>
          <span>{workspace.name}</span>
        </div>
        <Menu.Divider />
        <Menu.Item leftSection={<IconLanguage size={16} />} onClick={() => void turn()}>
          {t('lang.change')}
        </Menu.Item>
        <Menu.Item
          leftSection={scheme === 'dark' ? <IconSun size={16} /> : <IconMoon size={16} />}
          onClick={() => setPrefs({ scheme: scheme === 'dark' ? 'light' : 'dark' })}
        >
          {t(scheme === 'dark' ? 'scheme.light' : 'scheme.dark')}
        </Menu.Item>
        <Menu.Item leftSection={<IconKeyboard size={16} />} onClick={onKeys}>
          {t('keys.title')}
        </Menu.Item>
        <Menu.Item leftSection={<IconRoute size={16} />} onClick={() => void tour()}>
          {t('guide.begin')}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={16} />} onClick={() => void out()}>
          {t('user.leave')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
