// The forms of a review: a doubt, an answer, something to do.
import { Button, Textarea, TextInput } from '@mantine/core';
import { useText } from '@/i18n';
import { DayInput } from '@/ui/DayInput';
import { FormProblem } from '@/ui/FormProblem';
import { PersonPicker } from '@/ui/Pickers';
import { bind, useDraft } from '@/ui/useDraft';
import { useDeal } from '../context';
import { plusDays } from '../days';
import type { Flag } from '../types';
import { addAct, answer, challenge } from './queries';
import css from './review.module.css';
import type { Challenge } from './types';

interface SayProps {
  name: string;
  label: string;
  submit: string;
  send: (text: string, key: string) => Promise<unknown>;
  onClose: () => void;
}

function Say({ name, label, submit, send, onClose }: SayProps) {
  const { t } = useText();
  const { run } = useDeal();
  const draft = useDraft({
    name,
    initial: { text: '' },
    send: ({ text }, key) => send(text.trim(), key),
    done: () => {
      void run(async () => undefined);
      onClose();
    },
  });
  return (
    <form className={css.form} {...draft.formProps}>
      <FormProblem draft={draft} />
      <Textarea label={label} autoFocus autosize minRows={2} maxLength={2000} required {...bind(draft, 'text')} />
      <div className={css.foot}>
        <Button variant="default" onClick={onClose}>
          {t('act.cancel')}
        </Button>
        <Button type="submit" disabled={draft.values.text.trim() === ''} loading={draft.state === 'sending'}>
          {submit}
        </Button>
      </div>
    </form>
  );
}

interface AboutProps {
  review: string;
  /** The question that it is about, 1 to 9. */
  question?: number;
  flag?: Flag;
  onClose: () => void;
}

/** Voices a doubt about a flag, a question, or about neither. */
export function ChallengeForm({ review, question, flag, onClose }: AboutProps) {
  const { t } = useText();
  return (
    <Say
      name={`challenge.${review}.${flag?.id ?? question ?? ''}`}
      label={t('review.challenge.text')}
      submit={t('review.challenge.submit')}
      send={(text, key) => challenge(review, { question, flag_id: flag?.id, text }, key)}
      onClose={onClose}
    />
  );
}

/** Answers a challenge. */
export function AnswerForm({ of, onClose }: { of: Challenge; onClose: () => void }) {
  const { t } = useText();
  return (
    <Say
      name={`answer.${of.id}`}
      label={t('review.answer.text')}
      submit={t('review.answer.submit')}
      send={(text, key) => answer(of, text, key)}
      onClose={onClose}
    />
  );
}

const dueIn = 7;

/** Gives somebody something to do until a day; about a flag it begins with what the method advises. */
export function ActForm({ review, flag, onClose }: AboutProps) {
  const { t, label } = useText();
  const { sheet, today, run } = useDeal();
  const draft = useDraft({
    name: `act.${review}.${flag?.id ?? ''}`,
    initial: {
      title: flag ? label('rule', `${flag.rule}.do`) : '',
      assignee_id: sheet.deal.owner_id as string | undefined,
      due_on: plusDays(today, dueIn) as string | undefined,
    },
    send: ({ title, assignee_id, due_on }, key) =>
      addAct(
        review,
        { title: title.trim(), assignee_id: assignee_id ?? '', due_on: due_on ?? '', flag_id: flag?.id },
        key,
      ),
    done: () => {
      void run(async () => undefined);
      onClose();
    },
  });
  const { values, errors } = draft;
  return (
    <form className={css.form} {...draft.formProps}>
      <FormProblem draft={draft} />
      <TextInput label={t('review.act.title')} autoFocus required maxLength={500} {...bind(draft, 'title')} />
      <div className={css.pair}>
        <PersonPicker
          label={t('review.act.who')}
          required
          value={values.assignee_id}
          error={errors.assignee_id}
          onChange={(id) => draft.set('assignee_id', id)}
        />
        <DayInput
          label={t('review.act.due')}
          required
          value={values.due_on}
          error={errors.due_on}
          onChange={(day) => draft.set('due_on', day)}
        />
      </div>
      <div className={css.foot}>
        <Button variant="default" onClick={onClose}>
          {t('act.cancel')}
        </Button>
        <Button
          type="submit"
          disabled={!values.title.trim() || !values.assignee_id || !values.due_on}
          loading={draft.state === 'sending'}
        >
          {t('review.act')}
        </Button>
      </div>
    </form>
  );
}
