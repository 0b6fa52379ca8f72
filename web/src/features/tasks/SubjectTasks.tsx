import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { useMay } from '@/api/session';
import { useText } from '@/i18n';
import { Panel } from '@/ui/Panel';
import { Begin, Failure, State } from '@/ui/State';
import type { Task } from './groups';
import { useSubjectTasks } from './queries';
import { TaskItem } from './TaskItem';
import css from './tasks.module.css';

const TaskForm = lazy(() => import('./TaskForm'));

/** The tasks on one record: what is open by its day, then what is done. */
export function SubjectTasks({ subject, name }: { subject: string; name: string }) {
  const { t } = useText();
  const may = useMay();
  const { data: list, error, refetch } = useSubjectTasks(subject);
  const [open, setOpen] = useState<Task | 'new'>();
  if (error) return <Failure error={error} retry={() => void refetch()} />;
  const tasks = (list?.items ?? []).toSorted((a, b) => Number(Boolean(a.done_at)) - Number(Boolean(b.done_at)));
  return (
    <Panel
      title={t('nav.tasks')}
      flush
      side={
        may('deal.contribute') &&
        tasks.length > 0 && (
          <Button
            size="compact-sm"
            variant="subtle"
            leftSection={<IconPlus size={14} />}
            onClick={() => setOpen('new')}
          >
            {t('task.new')}
          </Button>
        )
      }
    >
      {list && tasks.length === 0 && (
        <div className={css.none}>
          <State
            small
            title={t('task.none_here')}
            act={may('deal.contribute') && <Begin onClick={() => setOpen('new')}>{t('task.new')}</Begin>}
          >
            {t('task.none_here.why')}
          </State>
        </div>
      )}
      <ul className={css.list}>
        {tasks.map((task) => (
          <TaskItem key={task.id} task={task} onOpen={setOpen} />
        ))}
      </ul>
      <Suspense>
        {open && (
          <TaskForm
            task={open === 'new' ? undefined : open}
            subject={{ ref: subject, name }}
            onClose={() => setOpen(undefined)}
          />
        )}
      </Suspense>
    </Panel>
  );
}
