import { Button } from '@mantine/core';
import { IconArrowsDiff, IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { type KeyboardEvent, useMemo } from 'react';
import { useSession } from '@/api/session';
import { useText } from '@/i18n';
import { daysBetween, useFormat } from '@/i18n/format';
import { DayInput } from '@/ui/DayInput';
import { useKeys } from '@/ui/keyboard';
import type { SheetSearch } from '../search';
import { dayAfter, stepFrom, within } from './days';
import css from './past.module.css';
import { type HistoryDay, useHistory } from './queries';
import { turnSigns, useTurnWords } from './turns';

interface Props {
  deal: string;
  search: SheetSearch;
  onSearch: (search: SheetSearch) => void;
}

/** The head of the time machine: which day is shown, the ways to other days, and the way back to now. */
export default function PastBar({ deal, search, onSearch }: Props) {
  const { t } = useText();
  const format = useFormat();
  const { workspace } = useSession();
  const history = useHistory(deal).data;
  const last = history?.last ?? workspace.today;
  const first = history?.first ?? dayAfter(last, -1);
  const at = within(search.on ?? last, first, last);
  const days = history?.days ?? [];
  const changed = useMemo(() => (history?.days ?? []).map((day) => day.on), [history]);
  const go = (day: string | undefined) => {
    if (!day) return;
    const on = within(day, first, last);
    onSearch({ ...search, on, ...(search.from && { from: within(search.from, first, on) }) });
  };
  const earlier = stepFrom(changed, at, -1);
  const later = stepFrom(changed, at, 1) ?? (at < last ? last : undefined);
  const leave = () => onSearch({ ...search, on: undefined, from: undefined });
  useKeys({ Escape: leave, ArrowLeft: () => go(earlier), ArrowRight: () => go(later) });
  const onKey = (event: KeyboardEvent) => {
    const to = { ArrowLeft: earlier, ArrowRight: later }[event.key];
    if (event.key === 'Escape') leave();
    else if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
    else go(to);
    event.preventDefault();
  };
  const compare = () => onSearch({ ...search, on: at, from: search.from ? undefined : (earlier ?? first) });
  return (
    <section className={css.bar} aria-label={t('past.open')}>
      <div className={css.said}>
        <strong role="status">{t('past.banner', { day: format.day(at) })}</strong>
        <span className={css.acts}>
          <Button
            variant="subtle"
            leftSection={<IconArrowsDiff size={16} stroke={1.6} aria-hidden />}
            aria-pressed={Boolean(search.from)}
            onClick={compare}
          >
            {t(search.from ? 'past.compare.off' : 'past.compare')}
          </Button>
          <Button variant="default" aria-keyshortcuts="Escape" onClick={leave}>
            {t('past.now')}
          </Button>
        </span>
      </div>
      <div className={css.ways}>
        <Step label={t('past.earlier')} to={earlier} onGo={go} icon={IconChevronLeft} />
        <div className={css.track}>
          <input
            type="range"
            min={0}
            max={Math.max(1, daysBetween(first, last))}
            value={daysBetween(first, at)}
            aria-label={t('past.slider')}
            aria-valuetext={format.day(at)}
            onKeyDown={onKey}
            onChange={(event) => go(dayAfter(first, Number(event.currentTarget.value)))}
          />
          <Marks days={days} first={first} last={last} />
        </div>
        <Step label={t('past.later')} to={later} onGo={go} icon={IconChevronRight} />
        <DayInput aria-label={t('past.day')} value={at} min={first} max={last} onChange={go} />
      </div>
      <OnThisDay day={days.find((one) => one.on === at)} partial={history?.partial} />
    </section>
  );
}

interface StepProps {
  label: string;
  to: string | undefined;
  onGo: (day: string | undefined) => void;
  icon: typeof IconChevronLeft;
}

function Step({ label, to, onGo, icon: Icon }: StepProps) {
  return (
    <button
      type="button"
      className={css.step}
      title={label}
      aria-label={label}
      disabled={to === undefined}
      onClick={() => onGo(to)}
    >
      <Icon size={18} stroke={1.6} aria-hidden />
    </button>
  );
}

/** The days with changes as ticks below the slider; a day with something worth a mark stands higher. */
function Marks({ days, first, last }: { days: HistoryDay[]; first: string; last: string }) {
  const whole = Math.max(1, daysBetween(first, last));
  return (
    <svg className={css.marks} viewBox={`0 0 ${whole} 10`} preserveAspectRatio="none" aria-hidden="true">
      {days.map((day) => {
        const x = daysBetween(first, day.on);
        const key = day.turns.some((turn) => turn.key);
        return <line key={day.on} x1={x} x2={x} y1={0} y2={key ? 10 : 5} data-key={key} />;
      })}
    </svg>
  );
}

function OnThisDay({ day, partial }: { day: HistoryDay | undefined; partial: boolean | undefined }) {
  const { t } = useText();
  const words = useTurnWords();
  return (
    <p className={css.day}>
      <span>{day ? t('past.acts', { n: day.changes }) : t('past.quiet')}</span>
      {day?.turns.map((turn) => (
        <span
          key={`${turn.at}${turn.what}${turn.rule ?? ''}${turn.exit ?? ''}`}
          data-own={turn.person ? true : undefined}
        >
          <span aria-hidden="true">{turnSigns[turn.what]}</span> {words(turn)}
        </span>
      ))}
      {partial && <span>{t('past.partial')}</span>}
    </p>
  );
}
