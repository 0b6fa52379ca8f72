// Notes and the timeline of an account or a contact.
import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, data, ifMatch, once } from '@/api/client';
import type { Note } from '../types';

const atOnce = 100;

/** The notes on a record, the newest first. */
export function useNotes(subject: string) {
  const query = { subject, limit: atOnce, sort: '-created_at' };
  return useQuery({
    queryKey: ['note', 'list', query],
    queryFn: ({ signal }) => data(api.GET('/api/notes', { params: { query }, signal })),
  });
}

/** Writes a note; the same key never writes a second one. */
export function addNote(subject: string, text: string, key: string) {
  return data(api.POST('/api/notes', { body: { subject, text }, headers: once(key) }));
}

/** Changes and removes notes. */
export function useNoteActs() {
  const client = useQueryClient();
  const stale = () => client.invalidateQueries({ queryKey: ['note'] });
  return {
    stale,
    save: ({ id, version }: Note, text: string) =>
      data(api.PATCH('/api/notes/{id}', { params: { path: { id } }, headers: ifMatch(version), body: { text } })),
    remove: async ({ id, version }: Note) => {
      await data(api.DELETE('/api/notes/{id}', { params: { path: { id } }, headers: ifMatch(version) }));
      await stale();
    },
  };
}

/** What happened to a record, page by page, the newest first. */
export function useTimeline(subject: string) {
  return useInfiniteQuery({
    queryKey: [...subject.split(':', 1), 'one', subject.split(':')[1], 'timeline'],
    queryFn: ({ pageParam, signal }) =>
      data(api.GET('/api/timeline', { params: { query: { subject, cursor: pageParam } }, signal })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_cursor,
  });
}
