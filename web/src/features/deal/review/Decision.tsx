import { Button, Checkbox, Textarea } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { useText } from '@/i18n';
import { useFormat } from '@/i18n/format';
import { Chip } from '@/ui/Bits';
import { DayInput } from '@/ui/DayInput';
import { FormProblem } from '@/ui/FormProblem';
import { Panel } from '@/ui/Panel';
import { bind, useDraft } from '@/ui/useDraft';
import { useDeal } from '../context';
import { plusDays } from '../days';
import { Choices } from '../influences/form/Choices';
import { decide } from './queries';
import css from './review.module.css';
import { type Decision, decisions, type Review } from './types';

const ActDialog = lazy(() => import('../identity/ActDialogs'));

/** What the review decides: the form for who decides, who that is for others, and the decision once it is made. */
export function DecisionPanel({ review }: { review: Review }) {
  const { t } = useText();
  return (
    <Panel title={t('review.decision')}>
      {review.closed_at ? (
        <Verdict review={review} />
      ) : review.may.includes('decide') ? (
        <DecisionForm review={review.id} />
      ) : (
        <p className={css.none}>{t('review.decide.others')}</p>
      )}
    </Panel>
  );
}

const furthest = 180;

function DecisionForm({ review }: { review: string }) {
  const { t, label } = useText();
  const { today, run } = useDeal();
  const draft = useDraft({
    name: `decision.${review}`,
    initial: {
      decision: undefined as Decision | undefined,
      reason: '',
      next_on: undefined as string | undefined,
      remind: true,
    },
    send: ({ decision = 'advance', reason, next_on, remind }, key) => {
      const next = decision === 'give_up' ? undefined : next_on;
      return decide(review, { decision, reason: reason.trim(), next_on: next, remind: remind && Boolean(next) }, key);
    },
    done: () => void run(async () => undefined),
  });
  const { values, errors } = draft;
  const { decision } = values;
  const why = decision !== undefined && decision !== 'advance';
  const ready = decision && (!why || values.reason.trim() !== '') && (decision !== 'hold' || values.next_on);
  return (
    <form className={css.form} {...draft.formProps}>
      <FormProblem draft={draft} />
      <Choices
        legend={<span className="visually-hidden">{t('review.decision')}</span>}
        options={decisions.map((value) => ({ value, label: label('review_decision', value) }))}
        value={decision}
        error={errors.decision}
        note={decision && label('review.means', decision)}
        onChange={(value) => draft.set('decision', value)}
      />
      {decision && (
        <>
          <Textarea
            label={t('review.reason')}
            autosize
            minRows={2}
            maxLength={2000}
            required={why}
            {...bind(draft, 'reason')}
          />
          {decision !== 'give_up' && (
            <DayInput
              label={t(decision === 'hold' ? 'review.until' : 'review.next')}
              required={decision === 'hold'}
              min={plusDays(today, 1)}
              max={plusDays(today, furthest)}
              value={values.next_on}
              error={errors.next_on}
              onChange={(day) => draft.set('next_on', day)}
            />
          )}
          {decision !== 'give_up' && values.next_on && (
            <Checkbox
              size="xs"
              label={t('review.remind')}
              checked={values.remind}
              onChange={(event) => draft.set('remind', event.currentTarget.checked)}
            />
          )}
        </>
      )}
      <p className={css.none}>{t('review.decide.why')}</p>
      <div className={css.foot}>
        <Button type="submit" disabled={!ready} loading={draft.state === 'sending'}>
          {t('review.decide')}
        </Button>
      </div>
    </form>
  );
}

const tones: Record<string, 'good' | 'accent' | 'late'> = { advance: 'good', hold: 'accent', lower: 'late' };

/** A decision as a chip. */
export function DecisionChip({ decision }: { decision: string | undefined }) {
  const { label } = useText();
  return <Chip tone={tones[decision ?? '']}>{label('review_decision', decision)}</Chip>;
}

function Verdict({ review }: { review: Review }) {
  const { t, label } = useText();
  const format = useFormat();
  return (
    <div className={css.verdict}>
      <p className={css.word}>{label('review_decision', review.decision)}</p>
      {review.reason && (
        <p className={css.said} data-own>
          {review.reason}
        </p>
      )}
      <p className={css.meta}>
        <span data-own>
          {t('review.decided', { name: review.closed_by ?? '', when: format.moment(review.closed_at ?? '') })}
        </span>
        {review.next_on && <span>{t('review.next_on', { day: format.day(review.next_on) })}</span>}
      </p>
      <Offer review={review} />
    </div>
  );
}

/** The act that fits the decision, as long as nobody has done it. */
function Offer({ review: { offer } }: { review: Review }) {
  const { t } = useText();
  const { deal } = useDeal().sheet;
  const [open, setOpen] = useState(false);
  if (!offer) return null;
  const act = offer === 'give_up' ? 'abandon' : 'downgrade';
  return (
    <>
      <p className={css.none}>{t('review.offer.why')}</p>
      <div className={css.foot}>
        {offer === 'advance' ? (
          <Button
            renderRoot={(look) => <Link to="/deals/$id" params={{ id: deal.id }} search={{ at: 'gate' }} {...look} />}
          >
            {t('review.offer.advance')}
          </Button>
        ) : (
          <Button onClick={() => setOpen(true)}>{t(`deal.act.${act}`)}</Button>
        )}
      </div>
      <Suspense>{open && <ActDialog act={act} onClose={() => setOpen(false)} />}</Suspense>
    </>
  );
}
