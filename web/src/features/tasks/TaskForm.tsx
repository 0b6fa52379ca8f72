import { Button, Modal, TextInput } from '@mantine/core';
import { useSession } from '@/api/session';
import { useText } from '@/i18n';
import { ConfirmButton } from '@/ui/ConfirmButton';
import { DayInput } from '@/ui/DayInput';
import { FormProblem } from '@/ui/FormProblem';
import { PersonPicker } from '@/ui/Pickers';
import { sayRefused } from '@/ui/toast';
import { bind, useDraft } from '@/ui/useDraft';
import type { Task } from './groups';
import { addTask, removeTask, saveTask, useTasksChanged } from './queries';
import { SubjectPicker } from './SubjectPicker';
import css from './tasks.module.css';

interface TaskFormProps {
  /** Absent: a new task. */
  task?: Task;
  /** The record of a new task, when it is known: "deal:123" and its name. */
  subject?: { ref: string; name: string };
  onClose: () => void;
}

interface Values {
  subject?: string;
  title: string;
  due_on?: string;
  assignee_id?: string;
}

function send(task: Task | undefined, values: Values, key: string) {
  const { title, due_on, assignee_id, subject = '' } = values;
  if (task) return saveTask(task, { title, due_on: due_on ?? null, assignee_id: assignee_id ?? null });
  return addTask({ subject, title, ...(due_on && { due_on }), ...(assignee_id && { assignee_id }) }, key);
}

/** Adds a task to a record, or changes or removes one. */
export default function TaskForm({ task, subject, onClose }: TaskFormProps) {
  const { t } = useText();
  const { user } = useSession();
  const changed = useTasksChanged();
  const done = () => {
    void changed();
    onClose();
  };
  const draft = useDraft<Values, Task>({
    name: task ? undefined : `task.new.${subject?.ref ?? user.id}`,
    initial: {
      subject: subject?.ref,
      title: task?.title ?? '',
      due_on: task?.due_on,
      assignee_id: task ? task.assignee_id : user.id,
    },
    send: (values, key) => send(task, values, key),
    done,
  });
  const locked = task !== undefined && !task.may.includes('edit');
  return (
    <Modal opened onClose={onClose} title={t(task ? 'task.edit' : 'task.new')} size="md">
      <form className={css.form} {...draft.formProps}>
        <FormProblem draft={draft} />
        <TextInput
          label={t('task.field.title')}
          data-autofocus
          required
          disabled={locked}
          maxLength={500}
          {...bind(draft, 'title')}
        />
        {!task && (
          <SubjectPicker
            value={draft.values.subject}
            chosenName={subject?.name}
            error={draft.errors.subject}
            onChange={(ref) => draft.set('subject', ref)}
          />
        )}
        <div className={css.pair}>
          <DayInput
            label={t('task.field.due_on')}
            disabled={locked}
            value={draft.values.due_on}
            error={draft.errors.due_on}
            onChange={(day) => draft.set('due_on', day)}
          />
          <PersonPicker
            label={t('task.field.assignee_id')}
            disabled={locked}
            value={draft.values.assignee_id}
            error={draft.errors.assignee_id}
            onChange={(id) => draft.set('assignee_id', id)}
          />
        </div>
        <div className={css.formActs}>
          {task?.may.includes('remove') && (
            <ConfirmButton
              className={css.first}
              question={t('task.remove.question')}
              confirm={t('task.remove')}
              onConfirm={() => removeTask(task).then(done, sayRefused)}
            >
              {t('task.remove')}
            </ConfirmButton>
          )}
          <Button variant="default" onClick={onClose}>
            {t(locked ? 'act.close' : 'act.cancel')}
          </Button>
          {!locked && (
            <Button type="submit" loading={draft.state === 'sending'}>
              {t(task ? 'act.save' : 'task.new.submit')}
            </Button>
          )}
        </div>
      </form>
    </Modal>
  );
}
