import { ActionIcon, Button, Kbd, UnstyledButton } from '@mantine/core';
import { IconMoon, IconPlus, IconSearch, IconSun } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { useSession } from '@/api/session';
import { changeLang, type Lang, useText } from '@/i18n';
import { setPrefs, useScheme } from '@/ui/prefs';
import { Brand } from './Brand';
import css from './shell.module.css';

interface TopBarProps {
  onSearch: () => void;
  onNew: (() => void) | undefined;
  onKeys: () => void;
}

const UserMenu = lazy(() => import('./UserMenu'));
const mac = /Mac|iPhone|iPad/.test(navigator.platform);

/** Search, new deal, light or dark, language, and the menu of the person. */
export function TopBar({ onSearch, onNew, onKeys }: TopBarProps) {
  const { t } = useText();
  return (
    <header className={css.top}>
      <Brand />
      <UnstyledButton className={css.search} title={t('search.hint')} onClick={onSearch}>
        <IconSearch size={16} aria-hidden />
        <span className={css.searchText}>{t('search.hint')}</span>
        <Kbd size="xs">{mac ? '⌘K' : 'Ctrl K'}</Kbd>
      </UnstyledButton>
      <div className={css.tools}>
        {onNew && (
          <Button data-guide="new" className={css.newDeal} leftSection={<IconPlus size={16} />} onClick={onNew}>
            {t('deal.new')}
          </Button>
        )}
        {onNew && (
          <ActionIcon
            data-guide="new"
            className={css.newIcon}
            variant="filled"
            size="md"
            aria-label={t('deal.new')}
            onClick={onNew}
          >
            <IconPlus size={18} />
          </ActionIcon>
        )}
        <SchemeButton />
        <LangButton />
        <UserButton onKeys={onKeys} />
      </div>
    </header>
  );
}

/** Turns light into dark and back. */
export function SchemeButton() {
  const { t } = useText();
  const scheme = useScheme();
  const other = scheme === 'dark' ? 'light' : 'dark';
  const name = t(`scheme.${other}`);
  return (
    <ActionIcon
      title={name}
      variant="subtle"
      color="gray"
      size="md"
      aria-label={name}
      onClick={() => setPrefs({ scheme: other })}
    >
      {scheme === 'dark' ? <IconSun size={18} /> : <IconMoon size={18} />}
    </ActionIcon>
  );
}

/** Changes between the two languages; the choice is kept on this device. */
export function LangButton({ onChange }: { onChange?: (lang: Lang) => void }) {
  const { t, lang } = useText();
  const other: Lang = lang === 'zh' ? 'en' : 'zh';
  const change = async () => {
    setPrefs({ lang: other });
    await changeLang(other);
    onChange?.(other);
  };
  return (
    <Button
      title={t('lang.change')}
      className={css.lang}
      variant="subtle"
      color="gray"
      px={8}
      onClick={() => void change()}
    >
      {t(`lang.${other}.short`)}
    </Button>
  );
}

function UserButton({ onKeys }: { onKeys: () => void }) {
  const { t } = useText();
  const { user } = useSession();
  const [opened, setOpened] = useState(false);
  const face = (
    <UnstyledButton
      className={css.user}
      aria-label={t('user.menu', { name: user.name })}
      aria-haspopup="menu"
      onClick={() => setOpened(true)}
    >
      <span className={css.face} aria-hidden="true">
        {initial(user.name)}
      </span>
    </UnstyledButton>
  );
  if (!opened) return face;
  return (
    <Suspense fallback={face}>
      <UserMenu onKeys={onKeys}>{face}</UserMenu>
    </Suspense>
  );
}

function initial(name: string): string {
  const first = [...name.trim()][0] ?? '?';
  return first.toUpperCase();
}
