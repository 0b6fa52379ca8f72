import { Button, Checkbox, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useSession } from '@/api/session';
import { useText } from '@/i18n';
import { Caution, DayText } from '@/ui/Bits';
import { DayInput } from '@/ui/DayInput';
import { FormProblem } from '@/ui/FormProblem';
import { Panel } from '@/ui/Panel';
import { PersonPicker } from '@/ui/Pickers';
import { Begin, Failure, State } from '@/ui/State';
import { bind, useDraft } from '@/ui/useDraft';
import { addTask, editTask } from '../acts';
import { useDeal } from '../context';
import { plusDays } from '../days';
import { useTasks } from '../queries';
import type { Task } from '../types';
import { byDue } from './due';
import css from './work.module.css';

const dueIn = 7;

/** What is to be done about the deal, by whom and when. */
export function TaskPanel() {
  const { t } = useText();
  const { sheet, may } = useDeal();
  const [showDone, setShowDone] = useState(false);
  const list = useTasks(sheet.deal.id);
  const tasks = list.data?.items ?? [];
  const open = byDue(tasks.filter((task) => !task.done_at));
  const done = tasks.filter((task) => task.done_at);
  return (
    <Panel title={t('deal.task.title', { n: open.length })}>
      {list.error && !list.data && <Failure error={list.error} retry={() => void list.refetch()} />}
      {list.data && open.length === 0 && (
        <State small title={t('deal.task.none')} act={may('contribute') && <Begin />}>
          {t('deal.task.none.why')}
        </State>
      )}
      <ul className={css.list}>
        {open.map((task) => (
          <TaskLine key={task.id} task={task} />
        ))}
        {showDone && done.map((task) => <TaskLine key={task.id} task={task} />)}
      </ul>
      {done.length > 0 && (
        <Button size="compact-sm" variant="subtle" aria-expanded={showDone} onClick={() => setShowDone(!showDone)}>
          {t(showDone ? 'deal.task.hide_done' : 'deal.task.show_done', { n: done.length })}
        </Button>
      )}
      {may('contribute') && <NewTask />}
    </Panel>
  );
}

function TaskLine({ task }: { task: Task }) {
  const { label } = useText();
  const { today, run } = useDeal();
  const done = task.done_at !== undefined;
  return (
    <li className={css.task} data-done={done}>
      <Checkbox
        size="xs"
        label={task.title}
        checked={done}
        disabled={!task.may.includes('edit')}
        onChange={(event) => {
          const next = event.currentTarget.checked;
          void run(() => editTask(task, { done: next }));
        }}
      />
      <span className={css.meta}>
        <Caution rule={task.caution} />
        {task.rule && <span>{label('rule', `${task.rule}.title`)}</span>}
        {task.assignee_name && <span>{task.assignee_name}</span>}
        {task.due_on && <DayText value={task.due_on} due={!done} today={today} />}
      </span>
    </li>
  );
}

function NewTask() {
  const { t } = useText();
  const { user } = useSession();
  const { sheet, today, run } = useDeal();
  const draft = useDraft({
    name: `task.new.${sheet.deal.id}`,
    initial: {
      title: '',
      due_on: plusDays(today, dueIn) as string | undefined,
      assignee_id: user.id as string | undefined,
    },
    send: ({ title, ...rest }, key) => addTask(sheet.deal.id, { title: title.trim(), ...rest }, key),
    done: () => void run(async () => undefined),
  });
  const { values, errors } = draft;
  const begun = values.title !== '';
  return (
    <form className={css.form} {...draft.formProps}>
      <FormProblem draft={draft} />
      <TextInput
        data-line
        aria-label={t('deal.task.new')}
        placeholder={t('deal.task.new')}
        maxLength={500}
        {...bind(draft, 'title')}
      />
      {begun && (
        <div className={css.row}>
          <DayInput
            aria-label={t('deal.task.due')}
            value={values.due_on}
            error={errors.due_on}
            onChange={(day) => draft.set('due_on', day)}
          />
          <PersonPicker
            aria-label={t('deal.task.assignee')}
            value={values.assignee_id}
            error={errors.assignee_id}
            onChange={(id) => draft.set('assignee_id', id)}
          />
          <Button type="submit" variant="light" loading={draft.state === 'sending'}>
            {t('act.add')}
          </Button>
        </div>
      )}
    </form>
  );
}
