// Everything about tasks that is read from or written to the server.
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, data, ifMatch, once } from '@/api/client';
import { keys } from '@/api/keys';
import type { components } from '@/api/schema';
import type { Task } from './groups';

const atOnce = 200;

export type NewTask = components['schemas']['NewTask'];
type TaskPatch = components['schemas']['TaskFieldsPatch'];

/** One's own tasks, open or done. */
export function useMyTasks(done: boolean) {
  const query = {
    mine: true,
    done: done ? 'true' : 'false',
    sort: done ? '-created_at' : 'due_on',
    limit: atOnce,
  } as const;
  return useQuery({
    queryKey: ['task', 'list', query],
    queryFn: ({ signal }) => data(api.GET('/api/tasks', { params: { query }, signal })),
    placeholderData: keepPreviousData,
  });
}

/** The tasks on a record, done ones too. */
export function useSubjectTasks(subject: string) {
  const query = { subject, sort: 'due_on', limit: atOnce };
  return useQuery({
    queryKey: ['task', 'list', query],
    queryFn: ({ signal }) => data(api.GET('/api/tasks', { params: { query }, signal })),
  });
}

/** Records found by words, as the subject of a task. */
export function useSubjects(q: string) {
  return useQuery({
    queryKey: keys.search(q),
    queryFn: ({ signal }) => data(api.GET('/api/search', { params: { query: { q } }, signal })),
    enabled: q.length > 0,
    placeholderData: keepPreviousData,
  });
}

/** Adds a task; the same key never adds a second one. */
export function addTask(body: NewTask, key: string): Promise<Task> {
  return data(api.POST('/api/tasks', { body, headers: once(key) }));
}

/** Changes a task; null clears a field. */
export function saveTask({ id, version }: Task, body: TaskPatch): Promise<Task> {
  return data(api.PATCH('/api/tasks/{id}', { params: { path: { id } }, headers: ifMatch(version), body }));
}

/** Removes a task. */
export function removeTask({ id, version }: Task): Promise<unknown> {
  return data(api.DELETE('/api/tasks/{id}', { params: { path: { id } }, headers: ifMatch(version) }));
}

/** The function that makes every list of tasks fetch again, and the deals that count them. */
export function useTasksChanged(): () => Promise<void> {
  const client = useQueryClient();
  return async () => {
    await Promise.all([
      client.invalidateQueries({ queryKey: ['task'] }),
      client.invalidateQueries({ queryKey: ['deal', 'one'] }),
    ]);
  };
}
