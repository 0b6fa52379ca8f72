import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useLocation, useRouter } from '@tanstack/react-router';
import { useCallback, useEffect, useId, useRef, useState } from 'react';
import { api, data } from '@/api/client';
import { useText } from '@/i18n';
import { setPrefs } from '@/ui/prefs';
import css from './guide.module.css';
import { spotFor } from './place';
import { beginning, empty, full, type GuideStep, here } from './steps';

const end = () => setPrefs({ guide: 'done' });

/** After the last step one stands again where the work begins. */
function finish(first: string) {
  end();
  document.querySelector(first)?.scrollIntoView({ block: 'center' });
}

/**
 * The short tour of a person who is here for the first time. It stands beside real things, takes nothing away from the
 * page, and is gone with Esc. Where he goes elsewhere it waits for him.
 */
export default function Guide({ at }: { at: number }) {
  const { pathname } = useLocation();
  const any = useQuery({
    queryKey: ['guide', 'deals'],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: ({ signal }) =>
      data(api.GET('/api/deals', { params: { query: { limit: 1, sort: '-flag_count', status: 'open' } }, signal })),
  });
  if (!any.data) return null;
  const [worst] = any.data.items;
  const steps = worst ? full(worst.id) : empty;
  const step = steps[at];
  if (!step || !here(step, pathname)) return null;
  return <Beside key={step.head} steps={steps} at={at} step={step} />;
}

interface BesideProps {
  steps: GuideStep[];
  at: number;
  step: GuideStep;
}

function Beside({ steps, at, step }: BesideProps) {
  const { t } = useText();
  const router = useRouter();
  const id = useId();
  const card = useRef<HTMLElement>(null);
  const target = useTarget(step.at);
  usePlacing(card, target);
  const link = target && step.through ? target.querySelector<HTMLAnchorElement>(step.through) : undefined;
  const last = at === steps.length - 1;
  const go = useCallback(
    (by: 1 | -1) => {
      const next = at + by;
      if (next >= steps.length) return finish(beginning);
      if (next < 0) return;
      setPrefs({ guide: next });
      if (by === 1 && link) router.history.push(link.getAttribute('href') ?? '/');
      if (by === -1 && steps[next]?.page === 'board') router.history.push('/pipeline');
    },
    [at, steps, link, router],
  );
  useGuideKeys(card, go);
  useFocus(card, target !== undefined);
  if (target === undefined) return null;
  return (
    <section ref={card} className={css.card} data-loose={target === null} aria-labelledby={`${id}-head`} tabIndex={-1}>
      <p className={css.count}>
        {t('guide.title')} · {t('guide.step', { at: at + 1, of: steps.length })}
      </p>
      <h2 id={`${id}-head`}>{t(step.head)}</h2>
      <p>{t(step.text)}</p>
      <div className={css.acts}>
        {!last && (
          <Button size="compact-sm" variant="subtle" color="gray" aria-keyshortcuts="Escape" onClick={end}>
            {t('guide.skip')}
          </Button>
        )}
        <span className={css.room} />
        {at > 0 && (
          <Button size="compact-sm" variant="default" onClick={() => go(-1)}>
            {t('guide.back')}
          </Button>
        )}
        <Button size="compact-sm" variant="light" onClick={() => go(1)}>
          {t(last ? 'guide.done' : link ? 'guide.open' : 'guide.next')}
        </Button>
      </div>
    </section>
  );
}

const patience = 8000;
const look = 150;

/** Finds what a step points at, which may be loaded late, marks it, and brings it into view; null when it is not there. */
function useTarget(selector: string): HTMLElement | null | undefined {
  const [found, setFound] = useState<HTMLElement | null>();
  useEffect(() => {
    const began = Date.now();
    const timer = setInterval(() => {
      const one = selector
        .split(', ')
        .flatMap((part) => [...document.querySelectorAll<HTMLElement>(part)])
        .find((it) => it.getClientRects().length > 0);
      if (!one && Date.now() - began < patience) return;
      clearInterval(timer);
      setFound(one ?? null);
    }, look);
    return () => clearInterval(timer);
  }, [selector]);
  useEffect(() => {
    if (!found) return;
    found.dataset.guided = 'true';
    const roomy = found.getBoundingClientRect().height < window.innerHeight / 4;
    found.scrollIntoView({ block: roomy ? 'center' : 'start' });
    return () => void delete found.dataset.guided;
  }, [found]);
  return found;
}

/** Keeps the card beside what it points at while the page moves. */
function usePlacing(card: React.RefObject<HTMLElement | null>, target: HTMLElement | null | undefined) {
  useEffect(() => {
    if (!target) return;
    const place = () => {
      const box = card.current;
      if (!box || !target.isConnected) return;
      const main = document.getElementById('main')?.getBoundingClientRect();
      const inset = 8;
      const room = {
        left: inset,
        top: (main?.top ?? 0) + inset,
        right: window.innerWidth - inset,
        bottom: Math.min(main?.bottom ?? window.innerHeight, window.innerHeight) - inset,
      };
      const spot = spotFor(target.getBoundingClientRect(), { width: box.offsetWidth, height: box.offsetHeight }, room);
      box.style.left = `${spot.left}px`;
      box.style.top = `${spot.top}px`;
    };
    place();
    const timer = setInterval(place, look);
    window.addEventListener('resize', place);
    window.addEventListener('scroll', place, true);
    return () => {
      clearInterval(timer);
      window.removeEventListener('resize', place);
      window.removeEventListener('scroll', place, true);
    };
  }, [card, target]);
}

/** Esc ends the tour wherever the focus is, unless something above it takes the key; arrows walk while the card has the focus. */
function useGuideKeys(card: React.RefObject<HTMLElement | null>, go: (by: 1 | -1) => void) {
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || document.querySelector('[role=dialog],[role=menu]')) return;
      if (event.key === 'Escape') return end();
      if (!card.current?.contains(document.activeElement)) return;
      const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key] as 1 | -1 | undefined;
      if (!by) return;
      event.preventDefault();
      go(by);
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, [card, go]);
}

/** The card takes the focus when it appears and gives it back when the tour is over. */
function useFocus(card: React.RefObject<HTMLElement | null>, shown: boolean) {
  useEffect(() => {
    if (!shown) return;
    const before = document.activeElement as HTMLElement | null;
    const own = card.current;
    own?.focus({ preventScroll: true });
    return () => {
      const kept = before?.isConnected && before !== document.body ? before : document.getElementById('main');
      if (!document.activeElement || document.activeElement === document.body || own?.contains(document.activeElement))
        kept?.focus({ preventScroll: true });
    };
  }, [card, shown]);
}
