// What the page of a deal reads from the server.
import {
  infiniteQueryOptions,
  queryOptions,
  useInfiniteQuery,
  usePrefetchInfiniteQuery,
  usePrefetchQuery,
  useQuery,
} from '@tanstack/react-query';
import { api, data } from '@/api/client';

import { dealKeys } from './keys';
import type { Sheet, Tactics, Worksheet } from './types';

/** The strategy sheet of a deal: everything that the method says about it today, or said at the end of a day. */
export function useSheet(id: string, at?: string) {
  return useQuery<Sheet>({
    queryKey: at ? dealKeys.past(id, at) : dealKeys.sheet(id),
    placeholderData: (before) => (at && before?.as_of && before.deal.id === id ? before : undefined),
    queryFn: ({ signal }) =>
      data(api.GET('/api/deals/{id}/sheet', { params: { path: { id }, query: { at } }, signal })) as Promise<Sheet>,
  });
}

const tasksOf = (id: string) =>
  queryOptions({
    queryKey: dealKeys.tasks(id),
    queryFn: ({ signal }) =>
      data(api.GET('/api/tasks', { params: { query: { subject: `deal:${id}`, limit: 200 } }, signal })),
  });

/** The tasks of a deal, open ones and done ones. */
export function useTasks(id: string) {
  return useQuery(tasksOf(id));
}

const tacticsOf = (id: string) =>
  queryOptions({
    queryKey: dealKeys.tactics(id),
    queryFn: ({ signal }) =>
      data(api.GET('/api/deals/{id}/tactics', { params: { path: { id } }, signal })) as Promise<Tactics>,
  });

/** What to do on a deal about each person and the position, and whom to see. */
export function useTactics(id: string) {
  return useQuery(tacticsOf(id));
}

/** The nine questions of a deal. */
export function useQuestions(id: string) {
  return useQuery({
    queryKey: dealKeys.questions(id),
    queryFn: ({ signal }) =>
      data(api.GET('/api/deals/{id}/questions', { params: { path: { id } }, signal })) as Promise<Worksheet>,
  });
}

/** What others did to a deal since the reader last looked at it; asked once, so that it stays while he reads. */
export function useSince(id: string) {
  return useQuery({
    queryKey: dealKeys.since(id),
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: ({ signal }) => data(api.GET('/api/deals/{id}/since', { params: { path: { id } }, signal })),
  });
}

const notesOf = (id: string) =>
  queryOptions({
    queryKey: dealKeys.notes(id),
    queryFn: ({ signal }) =>
      data(api.GET('/api/notes', { params: { query: { subject: `deal:${id}`, limit: 50 } }, signal })),
  });

/** The notes of a deal, newest first. */
export function useNotes(id: string) {
  return useQuery(notesOf(id));
}

/** What was observed of one person, newest first. */
export function useObservations(deal: string, influence: string, enabled: boolean) {
  return useQuery({
    queryKey: dealKeys.observations(deal, influence),
    enabled,
    queryFn: ({ signal }) =>
      data(api.GET('/api/influences/{id}/observations', { params: { path: { id: influence } }, signal })),
  });
}

/** How the objective of a deal changed, newest first. */
export function useObjective(id: string, enabled: boolean) {
  return useQuery({
    queryKey: dealKeys.objective(id),
    enabled,
    queryFn: ({ signal }) => data(api.GET('/api/deals/{id}/objective', { params: { path: { id } }, signal })),
  });
}

/** The feedback mode that follows from a gap; absent while one of the three is unknown, or the answer is not there. */
export function useModeOf(expectation?: number, reality?: number, baseline?: number) {
  const gap = [expectation, reality, baseline];
  const known = !gap.includes(undefined);
  const asked = useQuery({
    queryKey: dealKeys.mode(gap),
    enabled: known,
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: ({ signal }) =>
      data(
        api.GET('/api/influences/mode', {
          params: { query: { expectation: expectation ?? 0, reality: reality ?? 0, baseline: baseline ?? 0 } },
          signal,
        }),
      ),
  });
  return { mode: known ? asked.data?.mode : undefined, failed: known && asked.isError };
}

const timelineOf = (id: string) =>
  infiniteQueryOptions({
    queryKey: dealKeys.timeline(id),
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      data(
        api.GET('/api/timeline', {
          params: { query: { subject: `deal:${id}`, cursor: pageParam } },
          signal,
        }),
      ),
    getNextPageParam: (page) => page.next_cursor,
  });

/** What happened to the deal, newest first, page by page. */
export function useTimeline(id: string) {
  return useInfiniteQuery(timelineOf(id));
}

/** Asks for what the page of a deal shows below its first view while the sheet is still on its way. */
export function useReadAhead(id: string): void {
  usePrefetchQuery(tacticsOf(id));
  usePrefetchQuery(tasksOf(id));
  usePrefetchQuery(notesOf(id));
  usePrefetchInfiniteQuery(timelineOf(id));
}
