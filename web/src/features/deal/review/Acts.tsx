import { Button, Checkbox } from '@mantine/core';
import { useState } from 'react';
import { useText } from '@/i18n';
import { Caution, DayText } from '@/ui/Bits';
import { Panel } from '@/ui/Panel';
import { Begin, State } from '@/ui/State';
import { editTask } from '../acts';
import { useDeal } from '../context';
import type { Task } from '../types';
import { ActForm } from './Forms';
import css from './review.module.css';
import type { Review } from './types';

/** What the review asked somebody to do, by whom and until when. */
export function Acts({ review }: { review: Review }) {
  const { t } = useText();
  const [open, setOpen] = useState(false);
  const { id, tasks, closed_at } = review;
  const add = review.may.includes('task') ? () => setOpen(true) : undefined;
  return (
    <Panel title={t('review.acts')} side={<span className={css.count}>{tasks.length || ''}</span>}>
      {tasks.length === 0 && closed_at && <p className={css.none}>{t('review.acts.no')}</p>}
      {tasks.length === 0 && !closed_at && !open && (
        <State small title={t('review.acts.none')} act={add && <Begin onClick={add}>{t('review.act')}</Begin>}>
          {t('review.acts.none.why')}
        </State>
      )}
      <ActList tasks={tasks} />
      {open && <ActForm review={id} onClose={() => setOpen(false)} />}
      {add && !open && tasks.length > 0 && (
        <Button className={css.more} size="compact-sm" variant="subtle" onClick={add}>
          {t('review.act')}
        </Button>
      )}
    </Panel>
  );
}

/** Tasks of a review; a tick says that one is done. */
export function ActList({ tasks }: { tasks: Task[] }) {
  if (tasks.length === 0) return null;
  return (
    <ul className={css.log}>
      {tasks.map((task) => (
        <Act key={task.id} task={task} />
      ))}
    </ul>
  );
}

function Act({ task }: { task: Task }) {
  const { label } = useText();
  const { today, run } = useDeal();
  const done = task.done_at !== undefined;
  return (
    <li className={css.act} data-done={done}>
      <Checkbox
        size="xs"
        label={
          <span className={css.task} data-own>
            {task.title}
          </span>
        }
        checked={done}
        disabled={!task.may.includes('edit')}
        onChange={(event) => {
          const next = event.currentTarget.checked;
          void run(() => editTask(task, { done: next }));
        }}
      />
      <p className={css.meta}>
        <Caution rule={task.caution} />
        <span data-own>{task.assignee_name}</span>
        {task.due_on && <DayText value={task.due_on} due={!done} today={today} />}
        {task.rule && <span>{label('rule', `${task.rule}.title`)}</span>}
      </p>
    </li>
  );
}
