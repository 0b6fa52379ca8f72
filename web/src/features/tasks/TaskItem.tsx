import { Checkbox, UnstyledButton } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { memo, useState } from 'react';
import { useSession } from '@/api/session';
import { useText } from '@/i18n';
import { Caution, Chip, DayText } from '@/ui/Bits';
import { sayRefused, sayUndo } from '@/ui/toast';
import type { Task } from './groups';
import { saveTask, useTasksChanged } from './queries';
import css from './tasks.module.css';

interface TaskItemProps {
  task: Task;
  /** Shows to which record the task belongs. */
  subject?: boolean;
  onOpen: (task: Task) => void;
}

/** The function that ticks a task off, or opens it again, with an offer to take it back. */
export function useTick(): (task: Task) => Promise<void> {
  const { t } = useText();
  const changed = useTasksChanged();
  return async (task) => {
    try {
      const after = await saveTask(task, { done: !task.done_at });
      if (after.done_at) {
        const undo = () => saveTask(after, { done: false }).then(changed, sayRefused);
        sayUndo(t('task.done.said', { title: task.title }), () => void undo());
      }
    } catch (error) {
      sayRefused(error);
    }
    await changed();
  };
}

/** One task: tick, title, the record it belongs to, who does it, and its day. */
export const TaskItem = memo(function TaskItem({ task, subject, onOpen }: TaskItemProps) {
  const { t, label } = useText();
  const { user, workspace } = useSession();
  const tick = useTick();
  const [busy, setBusy] = useState(false);
  const done = Boolean(task.done_at);
  const turn = async () => {
    setBusy(true);
    await tick(task);
    setBusy(false);
  };
  return (
    <li className={css.item} data-done={done} data-subject={subject} data-task={task.id}>
      <Checkbox
        size="sm"
        className={css.tick}
        checked={done !== busy}
        disabled={busy || !task.may.includes('edit')}
        aria-label={t(done ? 'task.reopen' : 'task.finish', { title: task.title })}
        onChange={() => void turn()}
      />
      <UnstyledButton className={css.title} onClick={() => onOpen(task)} data-own data-row>
        {task.title}
      </UnstyledButton>
      {subject && (
        <Link
          to={`/${task.subject_kind}s/${task.subject_id}` as '/deals'}
          className={css.subject}
          title={`${label('kind', task.subject_kind)} · ${task.subject_name}`}
          data-own
        >
          {task.subject_name}
        </Link>
      )}
      <span className={css.rest}>
        <Caution rule={task.caution} />
        {task.rule && (
          <Chip tone="accent">{label('rule', `${task.rule}.title`).replace(`${task.rule}.title`, task.rule)}</Chip>
        )}
        {task.assignee_id !== user.id && <span className={css.who}>{task.assignee_name}</span>}
        {task.due_on && <DayText value={task.due_on} due={!done} today={workspace.today} />}
      </span>
    </li>
  );
});
