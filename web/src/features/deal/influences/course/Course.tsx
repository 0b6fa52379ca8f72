import { Button, Skeleton } from '@mantine/core';
import { useState } from 'react';
import { useText } from '@/i18n';
import { support, useFormat } from '@/i18n/format';
import { Support } from '@/ui/Bits';
import { Failure } from '@/ui/State';
import { say } from '@/ui/toast';
import { observe } from '../../acts';
import { useDeal } from '../../context';
import { useObservations } from '../../queries';
import { type Influence, origins, type Seen } from '../../types';
import { useWords } from '../../words';
import { supportCode } from '../PersonCard';
import css from './course.module.css';
import { height, type Mark, marks, steps } from './line';
import { NewObservation } from './NewObservation';

const few = 4;

interface CourseProps {
  person: Influence;
  /** The form below holds changes that are not saved: a new observation would lose them. */
  unsaved: boolean;
}

/** How a person's support went over time: the curve, each observation with its source, and how to add one. */
export function Course({ person, unsaved }: CourseProps) {
  const { t } = useText();
  const { sheet, today, may } = useDeal();
  const list = useObservations(sheet.deal.id, person.id, true);
  const found = marks(list.data?.items ?? [], today);
  return (
    <section className={css.course} aria-label={t('course.title')}>
      <h3 className={css.title}>{t('course.title')}</h3>
      {list.isPending && <Skeleton height={150} />}
      {list.isError && <Failure error={list.error} retry={() => void list.refetch()} />}
      {list.data && found.length === 0 && <p className={css.note}>{t('course.none')}</p>}
      {found.length > 0 && (
        <>
          <Curve found={found} />
          <Steps found={found} />
        </>
      )}
      {may('edit') && list.data && <Add person={person} unsaved={unsaved} />}
    </section>
  );
}

function Add({ person, unsaved }: CourseProps) {
  const { t } = useText();
  const { run } = useDeal();
  const [open, setOpen] = useState(false);
  const [sending, setSending] = useState(false);
  const { support: now } = person;
  if (unsaved) return <p className={css.note}>{t('course.unsaved')}</p>;
  if (open) return <NewObservation person={person} onClose={() => setOpen(false)} />;
  const still = async (value: number) => {
    setSending(true);
    const done = await run(() => observe(person.id, { field: 'support', value }));
    setSending(false);
    if (done) say(t('course.still.done', { value: support(value) }));
  };
  return (
    <div className={css.acts}>
      <Button size="compact-sm" variant="default" onClick={() => setOpen(true)}>
        {t('course.add')}
      </Button>
      {now !== undefined && (
        <Button size="compact-sm" variant="subtle" loading={sending} onClick={() => void still(now)}>
          {t('course.still', { value: support(now) })}
        </Button>
      )}
    </div>
  );
}

/** The curve itself; what it says is also said in words, and the list below holds every point. */
function Curve({ found }: { found: Mark[] }) {
  const { t, label } = useText();
  const { today } = useDeal();
  const format = useFormat();
  const [first, last] = [found[0]?.seen, found.at(-1)?.seen];
  if (!first || !last) return null;
  const value = (seen: Seen) => (typeof seen.value === 'number' ? support(seen.value) : t('value.unknown'));
  const said = t('course.said', {
    from: format.day(first.on),
    first: value(first),
    to: format.day(last.on),
    last: value(last),
    n: found.length,
  });
  return (
    <div>
      <div className={css.figure} role="img" aria-label={said}>
        <span className={css.scale} aria-hidden="true">
          {[5, 3, 1, -1, -3, -5].map((at) => (
            <span key={at} style={{ top: `${height(at)}%` }}>
              {support(at)}
            </span>
          ))}
        </span>
        <div className={css.plot}>
          <svg viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">
            <path className={css.middle} d="M0 50H100" />
            <path className={css.line} d={steps(found)} />
          </svg>
          {found.map(({ seen, x, y }) => (
            <span
              key={seen.id}
              className={css.mark}
              data-source={seen.source}
              data-support={supportCode(seen.support_then)}
              style={{ left: `${x}%`, top: `${y ?? height(0)}%` }}
              title={`${format.day(seen.on)} ${value(seen)} · ${label('origin', seen.source)}`}
            />
          ))}
        </div>
        <span className={css.days} aria-hidden="true">
          <span>{first.on === today ? '' : format.day(first.on)}</span>
          <span>{t('course.today')}</span>
        </span>
      </div>
      <p className={css.legend} aria-hidden="true">
        {origins.map((origin) => (
          <span key={origin}>
            <span className={css.mark} data-source={origin} /> {label('origin', origin)}
          </span>
        ))}
      </p>
    </div>
  );
}

/** The observations of support in words, the latest first. */
function Steps({ found }: { found: Mark[] }) {
  const { t, label } = useText();
  const words = useWords();
  const format = useFormat();
  const [whole, setWhole] = useState(false);
  const seen = found.map((mark) => mark.seen).toReversed();
  return (
    <>
      <ol className={css.steps} aria-label={t('course.list')}>
        {(whole ? seen : seen.slice(0, few)).map((one) => (
          <li key={one.id}>
            <Support value={one.support_then} />
            <span className={css.what}>
              {one.support_then === undefined
                ? t('value.unknown_support')
                : label('support', supportCode(one.support_then))}
              <span className={css.note}>
                {[format.day(one.on), label('origin', one.source), words.name(one.by_id)].filter(Boolean).join(' · ')}
              </span>
              {one.evidence && <span className={css.evidence}>{one.evidence}</span>}
              <span className={css.note}>
                {one.mode_then ? t('course.mode', { mode: label('mode', one.mode_then) }) : t('course.mode.unknown')}
              </span>
            </span>
          </li>
        ))}
      </ol>
      {seen.length > few && (
        <Button
          className={css.more}
          size="compact-sm"
          variant="subtle"
          aria-expanded={whole}
          onClick={() => setWhole(!whole)}
        >
          {whole ? t('course.few') : t('course.all', { n: seen.length })}
        </Button>
      )}
    </>
  );
}
