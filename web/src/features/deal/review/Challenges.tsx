import { Button } from '@mantine/core';
import { useState } from 'react';
import { useText } from '@/i18n';
import { useFormat } from '@/i18n/format';
import { Chip } from '@/ui/Bits';
import { ConfirmButton } from '@/ui/ConfirmButton';
import { Panel } from '@/ui/Panel';
import { Begin, State } from '@/ui/State';
import { useDeal } from '../context';
import { AnswerForm, ChallengeForm } from './Forms';
import { withdraw } from './queries';
import css from './review.module.css';
import type { Challenge, Review } from './types';
import { useReviewWords } from './words';

/** The log of challenges: everything that was doubted, oldest first, and a doubt about nothing in particular. */
export function ChallengeLog({ review }: { review: Review }) {
  const { t } = useText();
  const [open, setOpen] = useState(false);
  const { id, challenges, closed_at } = review;
  const add = review.may.includes('challenge') ? () => setOpen(true) : undefined;
  return (
    <Panel title={t('review.challenges')} side={<span className={css.count}>{challenges.length || ''}</span>}>
      {challenges.length === 0 && closed_at && <p className={css.none}>{t('review.challenges.no')}</p>}
      {challenges.length === 0 && !closed_at && !open && (
        <State
          small
          title={t('review.challenges.none')}
          act={add && <Begin onClick={add}>{t('review.challenge')}</Begin>}
        >
          {t('review.challenges.none.why')}
        </State>
      )}
      <ChallengeList challenges={challenges} about />
      {open && <ChallengeForm review={id} onClose={() => setOpen(false)} />}
      {add && !open && challenges.length > 0 && (
        <Button className={css.more} size="compact-sm" variant="subtle" onClick={add}>
          {t('review.challenge')}
        </Button>
      )}
    </Panel>
  );
}

/** Challenges with their answers; `about` says of each what it is about; of one to a flag it is always said. */
export function ChallengeList({ challenges, about }: { challenges: Challenge[]; about?: boolean }) {
  if (challenges.length === 0) return null;
  return (
    <ul className={css.log}>
      {challenges.map((one) => (
        <Entry key={one.id} one={one} about={about} />
      ))}
    </ul>
  );
}

const tones = { open: 'late', answered: 'good', withdrawn: undefined } as const;

function Entry({ one, about }: { one: Challenge; about: boolean | undefined }) {
  const { t, label } = useText();
  const format = useFormat();
  const words = useReviewWords();
  const { run } = useDeal();
  const [answering, setAnswering] = useState(false);
  const what = (about || one.rule) && words.about(one);
  const state = one.state as keyof typeof tones;
  return (
    <li className={css.entry} data-state={state}>
      <p className={css.by}>
        <Chip tone={tones[state]}>{label('challenge_state', state)}</Chip>
        <strong data-own>{one.raised_by}</strong>
        <time dateTime={one.raised_at} title={format.moment(one.raised_at)}>
          {format.ago(one.raised_at)}
        </time>
      </p>
      {what && (
        <p className={css.about} data-own={one.flag_name ? true : undefined}>
          {what}
        </p>
      )}
      <p className={css.said} data-own>
        {one.text}
      </p>
      {one.answer && (
        <p className={css.answer}>
          <strong data-own>{one.answered_by}</strong> <span data-own>{one.answer}</span>
        </p>
      )}
      {answering && <AnswerForm of={one} onClose={() => setAnswering(false)} />}
      {one.may.length > 0 && !answering && (
        <p className={css.acts}>
          {one.may.includes('answer') && (
            <Button size="compact-sm" variant="light" onClick={() => setAnswering(true)}>
              {t('review.answer')}
            </Button>
          )}
          {one.may.includes('withdraw') && (
            <ConfirmButton
              size="compact-sm"
              variant="subtle"
              question={t('review.withdraw.why')}
              confirm={t('review.withdraw')}
              onConfirm={() => void run(() => withdraw(one))}
            >
              {t('review.withdraw')}
            </ConfirmButton>
          )}
        </p>
      )}
    </li>
  );
}
