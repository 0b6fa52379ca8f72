import { Button, TextInput } from '@mantine/core';
import { useSession } from '@/api/session';
import { useText } from '@/i18n';
import { DayInput } from '@/ui/DayInput';
import { FormProblem } from '@/ui/FormProblem';
import { PersonPicker } from '@/ui/Pickers';
import { bind, useDraft } from '@/ui/useDraft';
import { addTask } from '../acts';
import { People } from '../around/parts';
import { useDeal } from '../context';
import { plusDays } from '../days';
import type { Task } from '../types';
import { AimTaps } from './AimTaps';
import css from './plan.module.css';

const dueIn = 10;

/** Adds a step: the person to see, the reason, what is to move, who goes and by when. */
export function NewStep() {
  const { t } = useText();
  const { user } = useSession();
  const { sheet, today, run } = useDeal();
  const draft = useDraft({
    name: `step.new.${sheet.deal.id}`,
    initial: {
      title: '',
      person_id: undefined as string | undefined,
      aim: undefined as Task['aim'],
      aim_to: undefined as Task['aim_to'],
      due_on: plusDays(today, dueIn) as string | undefined,
      assignee_id: user.id as string | undefined,
    },
    send: ({ title, aim, aim_to, ...rest }, key) =>
      addTask(sheet.deal.id, { title: title.trim(), ...(aim && aim_to && { aim, aim_to }), ...rest }, key),
    done: () => void run(async () => undefined),
  });
  const { values, errors } = draft;
  return (
    <form data-line className={css.form} {...draft.formProps}>
      <FormProblem draft={draft} />
      <People
        single
        legend={t('plan.whom')}
        value={values.person_id ? [values.person_id] : []}
        onChange={([id]) => draft.set('person_id', id)}
      />
      {values.person_id && (
        <>
          <TextInput label={t('plan.new')} required maxLength={500} {...bind(draft, 'title')} />
          <AimTaps
            aim={values.aim}
            to={values.aim_to}
            onChange={(aim, to) => {
              draft.set('aim', aim);
              draft.set('aim_to', to);
            }}
          />
          <div className={css.row}>
            <PersonPicker
              label={t('plan.who')}
              value={values.assignee_id}
              error={errors.assignee_id}
              onChange={(id) => draft.set('assignee_id', id)}
            />
            <DayInput
              label={t('plan.due')}
              value={values.due_on}
              error={errors.due_on}
              onChange={(day) => draft.set('due_on', day)}
            />
            <Button type="submit" variant="light" loading={draft.state === 'sending'}>
              {t('act.add')}
            </Button>
          </div>
        </>
      )}
    </form>
  );
}
