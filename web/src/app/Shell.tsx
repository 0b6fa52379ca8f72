// The frame around every screen: navigation, search, the new-deal button, preferences, and what listens for keys.
import { useQueryClient } from '@tanstack/react-query';
import { Link, Outlet, useMatches, useNavigate } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useState } from 'react';
import { useMay, useSession } from '@/api/session';
import { follow } from '@/api/stream';
import { fetchParts } from '@/features/deal/parts';
import { useText } from '@/i18n';
import { useKeys } from '@/ui/keyboard';
import { usePrefs } from '@/ui/prefs';
import { usePhone } from '@/ui/usePhone';
import { BottomNav } from './BottomNav';
import { usePlaces } from './nav';
import { useRuleNames } from './ruleNames';
import css from './shell.module.css';
import { TopBar } from './TopBar';

const loadPalette = () => import('./Palette');
const Palette = lazy(loadPalette);
const KeySheet = lazy(() => import('./KeySheet'));
const Guide = lazy(() => import('./guide/Guide'));
const NewDeal = lazy(() => import('@/features/deals/NewDeal'));

type Open = 'palette' | 'keys' | 'new' | undefined;

/** The frame; the screen of the route stands in its middle. */
export function Shell() {
  const { t } = useText();
  const [open, setOpen] = useState<Open>();
  const client = useQueryClient();
  useEffect(() => follow(client), [client]);
  const phone = usePhone();
  useEffect(() => whenIdle(() => loadAhead(!phone)), [phone]);
  useRuleNames();
  const { guide } = usePrefs();
  const may = useMay();
  const create = may('deal.create') ? () => setOpen('new') : undefined;
  useGlobalKeys(setOpen, create);
  const close = () => setOpen(undefined);
  const bare = useMatches({ select: (matches) => matches.some(({ staticData }) => staticData.bare) });
  return (
    <div className={css.frame} data-bare={bare}>
      {!bare && (
        <a className="skip" href="#main">
          {t('nav.skip')}
        </a>
      )}
      {!bare && <TopBar onSearch={() => setOpen('palette')} onNew={create} onKeys={() => setOpen('keys')} />}
      {!bare && <SideNav />}
      <main id="main" className={css.main} tabIndex={-1}>
        {!bare && <Banner />}
        <Outlet />
      </main>
      {!bare && <BottomNav />}
      <Suspense>
        {open === 'palette' && <Palette onClose={close} onNew={create} onKeys={() => setOpen('keys')} />}
        {open === 'keys' && <KeySheet onClose={close} />}
        {open === 'new' && <NewDeal onClose={close} />}
        {typeof guide === 'number' && <Guide at={guide} />}
      </Suspense>
    </div>
  );
}

const soon = 1000;

// The palette must take the first letter typed into it, and a deal is what is opened most: both are fetched before they
// are asked for.
async function loadAhead(withMap: boolean): Promise<void> {
  await loadPalette();
  await import('@/features/deal/DealPage');
  fetchParts(withMap);
}

function whenIdle(load: () => Promise<unknown>): () => void {
  const timer = setTimeout(() => void load().catch(() => undefined), soon);
  return () => clearTimeout(timer);
}

function useGlobalKeys(setOpen: (open: Open) => void, create: (() => void) | undefined) {
  const navigate = useNavigate();
  const go = usePlaces().map((place) => [`g ${place.key}`, () => void navigate({ to: place.to })] as const);
  useKeys({
    ...Object.fromEntries(go),
    'mod+k': () => setOpen('palette'),
    '?': () => setOpen('keys'),
    '/': () => document.querySelector<HTMLElement>('[data-filter]')?.focus(),
    ...(create ? { n: create } : {}),
  });
}

function SideNav() {
  const { t } = useText();
  return (
    <nav className={css.side} aria-label={t('nav.label')}>
      {usePlaces().map(({ to, text, icon: Icon }) => (
        <Link key={to} to={to} className={css.place} activeProps={{ 'aria-current': 'page' }}>
          <Icon size={18} stroke={1.6} aria-hidden />
          <span>{t(text)}</span>
        </Link>
      ))}
    </nav>
  );
}

function Banner() {
  const { t } = useText();
  const { insecure, workspace } = useSession();
  if (insecure) return <p className={css.banner}>{t('banner.insecure')}</p>;
  if (workspace.demo) return <p className={css.banner}>{t('banner.demo')}</p>;
  return null;
}
