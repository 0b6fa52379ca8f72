import { Button } from '@mantine/core';
import { IconChevronLeft, IconChevronRight, IconMaximize, IconMinimize, IconX } from '@tabler/icons-react';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useText } from '@/i18n';
import { Chip } from '@/ui/Bits';
import { useKeys } from '@/ui/keyboard';
import { Failure, State } from '@/ui/State';
import { useDeal } from '../context';
import { Bones, DealFace } from '../DealFace';
import { Acts } from './Acts';
import { Reasons } from './Agenda';
import { ChallengeLog } from './Challenges';
import { DecisionPanel } from './Decision';
import { flagsOf, PointBody } from './Point';
import { useReview, useReviews } from './queries';
import css from './room.module.css';
import { Since } from './Since';
import { cleanRoomSearch } from './search';
import { keyOf, type Review } from './types';
import { useReviewWords } from './words';

/** The open review for a room to look at: one item at a time in large type, without all that tells of hidden coaches. */
export function RoomPage() {
  const { id } = useParams({ from: '/frame/deals/$id/room' });
  return (
    <div className={css.room} data-room>
      <DealFace id={id}>
        <Room />
      </DealFace>
    </div>
  );
}

function Room() {
  const { t } = useText();
  const { deal } = useDeal().sheet;
  const list = useReviews(deal.id);
  const latest = list.data?.items[0]?.id;
  const found = useReview(deal.id, latest, true);
  const error = list.error ?? found.error;
  if (found.data) return <Slides review={found.data} />;
  if (error) return <Failure error={error} retry={() => void (latest ? found : list).refetch()} />;
  if (list.data && !latest) {
    return (
      <State
        title={t('review.none.title')}
        act={
          <Button renderRoot={(look) => <Link to="/deals/$id/review" params={{ id: deal.id }} {...look} />}>
            {t('review.room.leave')}
          </Button>
        }
      >
        {t('review.none.why')}
      </State>
    );
  }
  return <Bones />;
}

/** Whether the whole screen is taken, and the way to take it or to give it back. */
function useWholeScreen() {
  const [whole, setWhole] = useState(false);
  useEffect(() => {
    const look = () => setWhole(Boolean(document.fullscreenElement));
    look();
    document.addEventListener('fullscreenchange', look);
    return () => document.removeEventListener('fullscreenchange', look);
  }, []);
  const turn = () => {
    const turned = document.fullscreenElement
      ? document.exitFullscreen()
      : document.documentElement.requestFullscreen?.();
    void turned?.catch(() => undefined);
  };
  return { whole, turn };
}

/** Leaves the room, and gives back the whole screen. */
function useLeave() {
  const { deal } = useDeal().sheet;
  const navigate = useNavigate();
  return () => {
    if (document.fullscreenElement) void document.exitFullscreen().catch(() => undefined);
    void navigate({ to: '/deals/$id/review', params: { id: deal.id } });
  };
}

function Slides({ review }: { review: Review }) {
  const { t } = useText();
  const { deal } = useDeal().sheet;
  const navigate = useNavigate({ from: '/deals/$id/room' });
  const { at } = cleanRoomSearch({ ...useSearch({ from: '/frame/deals/$id/room' }) });
  const stops = [undefined, ...review.agenda.map(keyOf), 'end'];
  const here = Math.max(0, stops.indexOf(at));
  const go = (to: number) => {
    const next = Math.min(Math.max(0, to), stops.length - 1);
    void navigate({ search: { at: stops[next] }, replace: true });
  };
  const screen = useWholeScreen();
  const leave = useLeave();
  const next = () => go(here + 1);
  const previous = () => go(here - 1);
  useKeys({
    ArrowRight: next,
    PageDown: next,
    ArrowLeft: previous,
    PageUp: previous,
    Home: () => go(0),
    End: () => go(stops.length - 1),
    f: screen.turn,
    Escape: leave,
  });
  return (
    <>
      <header className={css.top}>
        <span className={css.deal} data-own>
          {deal.name}
        </span>
        <span>{t('review.number', { n: review.number })}</span>
        <span className={css.tools}>
          {document.fullscreenEnabled && (
            <Tool label={t(screen.whole ? 'review.room.window' : 'review.room.full')} keys="F" onClick={screen.turn}>
              {screen.whole ? <IconMinimize aria-hidden /> : <IconMaximize aria-hidden />}
            </Tool>
          )}
          <Tool label={t('review.room.leave')} keys="Escape" onClick={leave}>
            <IconX aria-hidden />
          </Tool>
        </span>
      </header>
      <Slide key={stops[here] ?? ''} review={review} at={stops[here]} onGo={(key) => go(stops.indexOf(key))} />
      <footer className={css.bottom}>
        <Tool label={t('review.room.previous')} keys="ArrowLeft" off={here === 0} onClick={previous}>
          <IconChevronLeft aria-hidden />
        </Tool>
        <span className={css.place}>
          {here + 1} / {stops.length}
        </span>
        <Tool label={t('review.room.next')} keys="ArrowRight" off={here === stops.length - 1} onClick={next}>
          <IconChevronRight aria-hidden />
        </Tool>
      </footer>
    </>
  );
}

interface ToolProps {
  label: string;
  keys: string;
  off?: boolean;
  onClick: () => void;
  children: ReactNode;
}

function Tool({ label, keys, off, onClick, children }: ToolProps) {
  return (
    <button
      type="button"
      className={css.tool}
      title={label}
      aria-label={label}
      aria-keyshortcuts={keys}
      disabled={off}
      onClick={onClick}
    >
      {children}
    </button>
  );
}

interface SlideProps {
  review: Review;
  at: string | undefined;
  onGo: (key: string) => void;
}

/** What the room looks at now: the beginning, an item, or the end. */
function Slide({ review, at, onGo }: SlideProps) {
  const { t } = useText();
  const words = useReviewWords();
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    title.current?.focus({ preventScroll: true });
    title.current?.closest('main')?.scrollTo({ top: 0 });
  }, []);
  const point = review.agenda.find((one) => keyOf(one) === at);
  return (
    <section className={css.slide}>
      <h1 ref={title} tabIndex={-1}>
        {point?.question && <span className={css.number}>{point.question.number}</span>}
        {point ? words.point(point) : t(at === 'end' ? 'review.decision' : 'review.agenda')}
      </h1>
      {point && (
        <>
          <Reasons first={point.first} />
          <PointBody review={review} point={point} room />
        </>
      )}
      {at === 'end' && (
        <div className={css.end}>
          <DecisionPanel review={review} />
          <Acts review={review} />
          <ChallengeLog review={review} />
        </div>
      )}
      {at === undefined && <Beginning review={review} onGo={onGo} />}
    </section>
  );
}

function Beginning({ review, onGo }: { review: Review; onGo: (key: string) => void }) {
  const { t } = useText();
  const words = useReviewWords();
  const first = review.agenda.filter((point) => point.first.length > 0).length;
  return (
    <>
      <p>{t('review.room.items', { total: review.agenda.length, first })}</p>
      <ol className={css.agenda}>
        {review.agenda.map((point) => {
          const flags = flagsOf(review, point).length;
          return (
            <li key={keyOf(point)}>
              <button type="button" onClick={() => onGo(keyOf(point))}>
                <span className={css.number}>{point.question?.number}</span>
                <span>{words.point(point)}</span>
                {point.first.length > 0 && <Chip tone="late">{t('review.first')}</Chip>}
                {flags > 0 && (
                  <span className={css.flags}>
                    <span aria-hidden="true">⚑</span> {flags}
                    <span className="visually-hidden"> {t('deal.field.flags')}</span>
                  </span>
                )}
              </button>
            </li>
          );
        })}
      </ol>
      <Since review={review} open />
    </>
  );
}
