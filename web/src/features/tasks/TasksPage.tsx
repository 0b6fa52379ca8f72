import { Button, SegmentedControl } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { lazy, Suspense, useRef, useState } from 'react';
import { useMay, useSession } from '@/api/session';
import { type Key, useText } from '@/i18n';
import { PageHead } from '@/ui/Panel';
import { Failure, State } from '@/ui/State';
import { grouped, type Task } from './groups';
import { useMyTasks } from './queries';
import { TaskItem } from './TaskItem';
import css from './tasks.module.css';
import { useTaskKeys } from './useTaskKeys';

const TaskForm = lazy(() => import('./TaskForm'));

/** One's own tasks by when they are due; ticked off in place, added to any record. */
export function TasksPage() {
  const { t } = useText();
  const may = useMay();
  const { show } = useSearch({ from: '/frame/tasks' });
  const navigate = useNavigate({ from: '/tasks' });
  const done = show === 'done';
  const { data: list, error, refetch } = useMyTasks(done);
  const [open, setOpen] = useState<Task | 'new'>();
  const body = useRef<HTMLDivElement>(null);
  const tasks = list?.items ?? [];
  const add = may('deal.contribute') ? () => setOpen('new') : undefined;
  useTaskKeys(body, tasks, add);
  return (
    <div className={css.page}>
      <PageHead
        title={t('nav.tasks')}
        beside={
          <SegmentedControl
            size="xs"
            aria-label={t('task.show')}
            value={done ? 'done' : 'open'}
            onChange={(value) => void navigate({ search: value === 'done' ? { show: 'done' } : {}, replace: true })}
            data={[
              { value: 'open', label: t('task.show.open') },
              { value: 'done', label: t('task.show.done') },
            ]}
          />
        }
      >
        {add && (
          <Button variant="default" leftSection={<IconPlus size={16} />} onClick={add}>
            {t('task.new')}
          </Button>
        )}
      </PageHead>
      {error && !list ? <Failure error={error} retry={() => void refetch()} /> : null}
      {list && tasks.length === 0 && (
        <NoTasks done={done} onNew={add} onOpen={() => void navigate({ search: {}, replace: true })} />
      )}
      <div ref={body} className={css.groups}>
        {done ? (
          <Group title={t('task.show.done')} tasks={tasks} onOpen={setOpen} />
        ) : (
          <Open tasks={tasks} onOpen={setOpen} />
        )}
      </div>
      {list && list.total > tasks.length && (
        <p className={css.none}>{t('task.more', { n: list.total - tasks.length })}</p>
      )}
      <Suspense>
        {open && <TaskForm task={open === 'new' ? undefined : open} onClose={() => setOpen(undefined)} />}
      </Suspense>
    </div>
  );
}

function Open({ tasks, onOpen }: { tasks: Task[]; onOpen: (task: Task) => void }) {
  const { t } = useText();
  const { workspace } = useSession();
  return grouped(tasks, workspace.today).map(({ due, tasks: some }) => (
    <Group key={due} title={t(`task.due.${due}` as Key)} late={due === 'overdue'} tasks={some} onOpen={onOpen} />
  ));
}

interface GroupProps {
  title: string;
  late?: boolean;
  tasks: Task[];
  onOpen: (task: Task) => void;
}

function Group({ title, late, tasks, onOpen }: GroupProps) {
  if (tasks.length === 0) return null;
  return (
    <section className={css.group}>
      <h2 data-late={late}>
        {title} <span>{tasks.length}</span>
      </h2>
      <ul className={css.list}>
        {tasks.map((task) => (
          <TaskItem key={task.id} task={task} subject onOpen={onOpen} />
        ))}
      </ul>
    </section>
  );
}

interface NoTasksProps {
  done: boolean;
  onNew?: () => void;
  onOpen: () => void;
}

function NoTasks({ done, onNew, onOpen }: NoTasksProps) {
  const { t } = useText();
  if (done)
    return (
      <State
        title={t('task.none_done.title')}
        act={
          <Button variant="default" onClick={onOpen}>
            {t('task.none_done.act')}
          </Button>
        }
      >
        {t('task.none_done.why')}
      </State>
    );
  return (
    <State
      title={t('task.empty.title')}
      act={
        onNew && (
          <Button variant="default" onClick={onNew}>
            {t('task.new')}
          </Button>
        )
      }
    >
      {t('task.empty.why')}
    </State>
  );
}
