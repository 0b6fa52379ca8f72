import { IconChevronRight } from '@tabler/icons-react';
import { useId, useState } from 'react';
import { useText } from '@/i18n';
import { Chip } from '@/ui/Bits';
import { challengesOf, PointBody } from './Point';
import css from './review.module.css';
import { keyOf, type Point, type Reason, type Review } from './types';
import { useReviewWords } from './words';

/** The agenda: what must be talked about first, each with its reasons, and then the rest. */
export function Agenda({ review }: { review: Review }) {
  const { t } = useText();
  const [open, setOpen] = useState<string | undefined>(() => review.agenda[0] && keyOf(review.agenda[0]));
  const first = review.agenda.filter((point) => point.first.length > 0);
  const turn = review.agenda.filter((point) => point.first.length === 0);
  return (
    <div className={css.agenda}>
      {(
        [
          ['review.first', first],
          ['review.turn', turn],
        ] as const
      ).map(
        ([name, points]) =>
          points.length > 0 && (
            <section key={name} className={css.part} aria-label={t(name)}>
              <h2>
                {t(name)} <span>{points.length}</span>
              </h2>
              <ul className={css.list}>
                {points.map((point) => {
                  const key = keyOf(point);
                  return (
                    <Item
                      key={key}
                      review={review}
                      point={point}
                      open={open === key}
                      onTurn={() => setOpen(open === key ? undefined : key)}
                    />
                  );
                })}
              </ul>
            </section>
          ),
      )}
    </div>
  );
}

interface ItemProps {
  review: Review;
  point: Point;
  open: boolean;
  onTurn: () => void;
}

function Item({ review, point, open, onTurn }: ItemProps) {
  const { t } = useText();
  const words = useReviewWords();
  const id = useId();
  const { question, flags, first } = point;
  const doubts = challengesOf(review, point).filter(({ state }) => state === 'open').length;
  return (
    <li className={css.item}>
      <h3>
        <button type="button" className={css.head} aria-expanded={open} aria-controls={id} onClick={onTurn}>
          <span className={css.number}>{question?.number}</span>
          <span className={css.title}>{words.point(point)}</span>
          {doubts > 0 && (
            <Chip tone="late">
              {t('review.challenges')} {doubts}
            </Chip>
          )}
          {flags.length > 0 && (
            <span className={css.mark}>
              <span aria-hidden="true">⚑</span> {flags.length}
              <span className="visually-hidden"> {t('deal.field.flags')}</span>
            </span>
          )}
          {question && (
            <span className={css.count}>{t('question.met', { met: question.met, total: question.items.length })}</span>
          )}
          <IconChevronRight size={16} stroke={1.6} aria-hidden className={css.turn} data-open={open} />
        </button>
      </h3>
      <Reasons first={first} />
      <div id={id} hidden={!open} className={css.body}>
        {open && <PointBody review={review} point={point} />}
      </div>
    </li>
  );
}

/** Why an item comes first: each reason once. */
export function Reasons({ first }: { first: Reason[] }) {
  const { t, label } = useText();
  const why = [...new Set(first.map((reason) => reason.why))];
  if (why.length === 0) return null;
  return (
    <ul className={css.reasons} aria-label={t('review.why')}>
      {why.map((one) => (
        <li key={one}>{label('review_first', one)}</li>
      ))}
    </ul>
  );
}
