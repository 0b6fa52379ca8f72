// The palette: searches deals, accounts and contacts on the server (which knows pinyin) and offers the acts of the frame.
import { createSpotlight, Spotlight } from '@mantine/spotlight';
import '@mantine/spotlight/styles.layer.css';
import { IconAddressBook, IconBuildingSkyscraper, IconKeyboard, IconPlus, IconTargetArrow } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { type ReactNode, useEffect, useState } from 'react';
import { api, data } from '@/api/client';
import { keys } from '@/api/keys';
import type { Hit } from '@/api/types';
import { useText } from '@/i18n';
import { useDelayed } from '@/ui/useDelayed';
import { usePlaces } from './nav';
import css from './palette.module.css';

interface PaletteProps {
  onClose: () => void;
  onNew: (() => void) | undefined;
  onKeys: () => void;
}

const [store, palette] = createSpotlight();
const icons: Record<string, typeof IconPlus> = {
  deal: IconTargetArrow,
  account: IconBuildingSkyscraper,
  contact: IconAddressBook,
};

/** Where a hit is opened; a note is read where it was written. */
export function hitPath({ kind, id, deal_id, account_id }: Hit): string {
  if (kind !== 'note') return `/${kind}s/${id}`;
  return deal_id ? `/deals/${deal_id}` : `/accounts/${account_id}`;
}

function useHits(q: string) {
  const words = useDelayed(q.trim(), 120);
  return useQuery({
    queryKey: keys.search(words),
    queryFn: ({ signal }) => data(api.GET('/api/search', { params: { query: { q: words } }, signal })),
    enabled: words !== '',
    placeholderData: keepPreviousData,
  });
}

/** A title with the part that was found marked. */
function Marked({ hit }: { hit: Hit }) {
  if (!hit.hit) return <>{hit.title}</>;
  const [from = 0, to = 0] = hit.hit;
  const letters = [...hit.title];
  return (
    <>
      {letters.slice(0, from).join('')}
      <mark className={css.mark}>{letters.slice(from, to).join('')}</mark>
      {letters.slice(to).join('')}
    </>
  );
}

interface Entry {
  id: string;
  name: ReactNode;
  side?: string;
  icon: typeof IconPlus;
  act: () => void;
}

function useActs({ onNew, onKeys }: PaletteProps, q: string): Entry[] {
  const { t } = useText();
  const router = useRouter();
  const goes = usePlaces().map(({ to, text, icon }) => ({
    id: to,
    name: t('search.go', { place: t(text) }),
    icon,
    act: () => void router.navigate({ to }),
  }));
  const acts = [
    ...(onNew ? [{ id: 'new', name: t('deal.new'), icon: IconPlus, act: onNew }] : []),
    ...goes,
    { id: 'keys', name: t('keys.title'), icon: IconKeyboard, act: onKeys },
  ];
  const words = q.trim().toLowerCase();
  return acts.filter(({ name }) => name.toLowerCase().includes(words));
}

/** The palette, open as long as it is on the page. */
export default function Palette(props: PaletteProps) {
  const { t, label } = useText();
  const router = useRouter();
  const [q, setQ] = useState('');
  const hits = useHits(q);
  const acts = useActs(props, q);
  useEffect(() => palette.open(), []);
  const found = q.trim() === '' ? [] : (hits.data?.items ?? []);
  const entries: Entry[] = found.map((hit) => ({
    id: `${hit.kind}:${hit.id}`,
    name: <Marked hit={hit} />,
    side: [label('kind', hit.kind), hit.subtitle].filter(Boolean).join(' · '),
    icon: icons[hit.kind] ?? IconTargetArrow,
    act: () => router.history.push(hitPath(hit)),
  }));
  return (
    <Spotlight.Root
      store={store}
      query={q}
      onQueryChange={setQ}
      onSpotlightClose={props.onClose}
      shortcut={null}
      scrollable
      maxHeight={440}
      size={600}
      overlayProps={{ blur: 0 }}
      attributes={{ content: { 'aria-label': t('search.open') } }}
    >
      <Spotlight.Search className={css.search} placeholder={t('search.hint')} aria-label={t('search.open')} />
      <Spotlight.ActionsList>
        {entries.length > 0 && (
          <Spotlight.ActionsGroup label={t('search.found')}>
            <Entries list={entries} />
          </Spotlight.ActionsGroup>
        )}
        {acts.length > 0 && (
          <Spotlight.ActionsGroup label={t('search.acts')}>
            <Entries list={acts} />
          </Spotlight.ActionsGroup>
        )}
        {entries.length + acts.length === 0 && (
          <Spotlight.Empty>{t(hits.isFetching ? 'state.loading' : 'search.nothing')}</Spotlight.Empty>
        )}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  );
}

function Entries({ list }: { list: Entry[] }) {
  return list.map(({ id, name, side, icon: Icon, act }) => (
    <Spotlight.Action key={id} onClick={act} className={css.action}>
      <Icon size={18} stroke={1.6} aria-hidden />
      <span className={css.title}>{name}</span>
      {side && <span className={css.side}>{side}</span>}
    </Spotlight.Action>
  ));
}
