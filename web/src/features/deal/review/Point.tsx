// What is said at one item of the agenda: why it comes first, what is known and missing, its flags, doubts, and acts.
import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useText } from '@/i18n';
import { Chip } from '@/ui/Bits';
import { useDeal } from '../context';
import { Answers } from '../questions/Answers';
import { ChangeList } from '../questions/ChangeList';
import { Changed } from '../questions/QuestionItem';
import type { Flag } from '../types';
import { ActList } from './Acts';
import { ChallengeList } from './Challenges';
import { ActForm, ChallengeForm } from './Forms';
import css from './review.module.css';
import type { Challenge, Point, Review } from './types';
import { useReviewWords } from './words';

interface PointProps {
  review: Review;
  point: Point;
  /** Shown to a room: nothing leads away. */
  room?: boolean;
}

/** The flags that stand under an item, worst first. */
export function flagsOf({ flags }: Review, point: Point): Flag[] {
  return point.flags.flatMap((id) => flags.find((flag) => flag.id === id) ?? []);
}

/** The challenges to an item: to its question, or to a flag under it. */
export function challengesOf(review: Review, point: Point): Challenge[] {
  const flags = flagsOf(review, point);
  const number = point.question?.number;
  return review.challenges.filter(
    ({ question, rule, flag_subject }) =>
      (number !== undefined && question === number) ||
      flags.some((flag) => flag.rule === rule && (flag.subject ?? '') === (flag_subject ?? '')),
  );
}

/** One item of the agenda in full. */
export function PointBody({ review, point, room }: PointProps) {
  const { label } = useText();
  const { question } = point;
  return (
    <div className={css.point}>
      {question && <p className={css.ask}>{label('question', `${question.number}.ask`)}</p>}
      {point.topic === 'last' && (
        <>
          <ActList tasks={review.undone} />
          <ChallengeList challenges={review.left} about />
        </>
      )}
      <Moved point={point} room={room} />
      <FlagRows review={review} point={point} room={room} />
      {question && <Answers question={question} plain={room || review.closed_at !== undefined} />}
      <ChallengeList challenges={challengesOf(review, point)} />
      <Raise review={review} point={point} />
    </div>
  );
}

/** What changed since the last review; without one, since somebody found that the question holds. */
function Moved({ point: { question, moved }, room }: Pick<PointProps, 'point' | 'room'>) {
  const { t } = useText();
  if (moved.length === 0) return question ? <Changed question={question} /> : null;
  return (
    <section className={css.moved}>
      <Sub room={room}>{t('review.moved')}</Sub>
      <ChangeList changes={moved} />
    </section>
  );
}

/** A heading within an item: below that of the agenda, or of the room. */
function Sub({ room, children }: { room: boolean | undefined; children: ReactNode }) {
  const Level = room ? 'h2' : 'h4';
  return <Level className={css.sub}>{children}</Level>;
}

function FlagRows({ review, point, room }: PointProps) {
  const { t, label } = useText();
  const { sheet } = useDeal();
  const words = useReviewWords();
  const flags = flagsOf(review, point);
  if (flags.length === 0) return null;
  return (
    <section className={css.flags}>
      <Sub room={room}>{t('deal.field.flags')}</Sub>
      <ul>
        {flags.map((flag) => {
          const name = words.flag(flag);
          const first = point.first.find(({ id }) => id === flag.id);
          return (
            <li key={flag.id}>
              <span className={css.mark} data-worst={flag.severity}>
                <span aria-hidden="true">⚑</span> {label('severity', flag.severity)}
              </span>
              <span className={css.name} data-own={flag.subject_name ? true : undefined}>
                {room ? (
                  name
                ) : (
                  <Link to="/deals/$id" params={{ id: sheet.deal.id }} search={{ at: 'flags' }}>
                    {name}
                  </Link>
                )}
              </span>
              {first?.why === 'expired' && <Chip tone="late">{label('review_first', first.why)}</Chip>}
              {flag.status !== 'open' && <Chip tone="accent">{label('flag_status', flag.status)}</Chip>}
              <Raise review={review} point={point} flag={flag} />
            </li>
          );
        })}
      </ul>
    </section>
  );
}

/** The ways to doubt an item or one of its flags, and to give somebody something to do about it. */
function Raise({ review, point, flag }: PointProps & { flag?: Flag }) {
  const { t } = useText();
  const words = useReviewWords();
  const [open, setOpen] = useState<'challenge' | 'act'>();
  const name = flag ? words.flag(flag) : words.point(point);
  const close = () => setOpen(undefined);
  const question = point.question?.number;
  if (point.topic === 'last' || (point.topic === 'rest' && !flag) || review.may.length === 0) return null;
  if (open === 'challenge') return <ChallengeForm review={review.id} question={question} flag={flag} onClose={close} />;
  if (open === 'act') return <ActForm review={review.id} flag={flag} onClose={close} />;
  return (
    <span className={css.raise}>
      {review.may.includes('challenge') && (
        <Button
          size="compact-sm"
          variant={flag ? 'subtle' : 'light'}
          aria-label={t('review.challenge.of', { name })}
          onClick={() => setOpen('challenge')}
        >
          {t('review.challenge')}
        </Button>
      )}
      {review.may.includes('task') && (
        <Button
          size="compact-sm"
          variant="subtle"
          aria-label={t('review.act.of', { name })}
          onClick={() => setOpen('act')}
        >
          {t('review.act')}
        </Button>
      )}
    </span>
  );
}
