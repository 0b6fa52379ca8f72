import { Button } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useId } from 'react';
import { useText } from '@/i18n';
import { useFormat } from '@/i18n/format';
import { Chip } from '@/ui/Bits';
import { findOf } from '../acts';
import { useDeal } from '../context';
import type { Question } from '../types';
import { useWords } from '../words';
import { Answers } from './Answers';
import { ChangeList } from './ChangeList';
import css from './questions.module.css';

interface ItemProps {
  question: Question;
  seen: string;
  mayCheck: boolean;
  open: boolean;
  onTurn: () => void;
}

const tones = { open: undefined, partly: undefined, answered: 'good', again: 'late' } as const;

/** One question: where it stands, what answers it, what is missing, its flags, and what somebody found. */
export function QuestionItem({ question, seen, mayCheck, open, onTurn }: ItemProps) {
  const { t, label } = useText();
  const id = useId();
  const { number, state, met, items } = question;
  return (
    <li className={css.item} data-state={state}>
      <h3>
        <button type="button" className={css.head} aria-expanded={open} aria-controls={id} onClick={onTurn}>
          <span className={css.number}>{number}</span>
          <span className={css.title}>{label('question', `${number}.title`)}</span>
          <span className={css.count}>{t('question.met', { met, total: items.length })}</span>
          {question.flags.length > 0 && (
            <span className={css.flagged}>
              <span aria-hidden="true">⚑</span> {question.flags.length}
              <span className="visually-hidden"> {t('deal.field.flags')}</span>
            </span>
          )}
          <Chip tone={tones[state]}>{label('question_state', state)}</Chip>
          <IconChevronRight size={16} stroke={1.6} aria-hidden className={css.turn} data-open={open} />
        </button>
      </h3>
      <div id={id} hidden={!open} className={css.body}>
        {open && (
          <>
            <p className={css.ask}>{label('question', `${number}.ask`)}</p>
            <p className={css.rests}>{t('question.rests', { facts: label('question', `${number}.rests`) })}</p>
            <Changed question={question} />
            <Answers question={question} />
            <Flags question={question} />
            <Finding question={question} seen={seen} mayCheck={mayCheck} />
          </>
        )}
      </div>
    </li>
  );
}

/** What the question builds on and changed since somebody found that it holds. */
export function Changed({ question }: { question: Question }) {
  const { t } = useText();
  const format = useFormat();
  const { changed, check, state } = question;
  if (state !== 'again') return null;
  if (changed.length === 0) return <p className={css.again}>{t('question.reopened')}</p>;
  return (
    <div className={css.again}>
      <p>{t('question.changed', { day: format.moment(check?.recorded_at ?? '') })}</p>
      <ChangeList changes={changed} />
    </div>
  );
}

/** The open flags that belong to the question. */
function Flags({ question }: { question: Question }) {
  const { t, label } = useText();
  const { sheet } = useDeal();
  const flags = question.flags.flatMap((id) => sheet.flags.find((flag) => flag.id === id) ?? []);
  if (flags.length === 0) return null;
  return (
    <section className={css.flags}>
      <h4>{t('deal.field.flags')}</h4>
      <ul>
        {flags.map((flag) => {
          const title = label('rule', `${flag.rule}.title`);
          const about = flag.subject_name;
          return (
            <li key={flag.id} data-worst={flag.severity}>
              <span className={css.mark}>
                <span aria-hidden="true">⚑</span> {label('severity', flag.severity)}
              </span>{' '}
              <Link to="/deals/$id" params={{ id: sheet.deal.id }} search={{ at: 'flags' }}>
                {about ? t('flag.about', { name: about, title }) : title}
              </Link>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

/** What somebody found last, and the word of the reader. */
function Finding({ question, seen, mayCheck }: { question: Question; seen: string; mayCheck: boolean }) {
  const { t } = useText();
  const format = useFormat();
  const words = useWords();
  const { sheet, run } = useDeal();
  const { check, number, state } = question;
  const say = (act: 'confirmed' | 'reopened') => void run(() => findOf(sheet.deal.id, { question: number, act, seen }));
  const holds = check?.act === 'confirmed' && state !== 'again';
  return (
    <p className={css.finding}>
      {check && (
        <span>
          {t(check.act === 'confirmed' ? 'question.confirmed' : 'question.doubted', {
            name: words.name(check.by_id ?? undefined) ?? t('timeline.another'),
            day: format.moment(check.recorded_at),
          })}
        </span>
      )}
      {!check && <span>{t('question.unlooked')}</span>}
      {mayCheck && !holds && (
        <Button size="compact-sm" variant="default" onClick={() => say('confirmed')}>
          {t('question.confirm')}
        </Button>
      )}
      {mayCheck && holds && (
        <Button size="compact-sm" variant="subtle" onClick={() => say('reopened')}>
          {t('question.reopen')}
        </Button>
      )}
    </p>
  );
}
