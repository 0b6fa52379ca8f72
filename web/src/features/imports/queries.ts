// Everything about imports that is read from or written to the server.
import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { api, data, ifMatch, once } from '@/api/client';
import type { Column, Import, Kind, PlanPatch, State, Verdict } from './types';

const rowsAtOnce = 100;
const pollEvery = 700;
const working: State[] = ['checking', 'running', 'undoing'];

/** Tells whether the server is working on an import. */
export function isWorking(state: State): boolean {
  return working.includes(state);
}

/** The imports that the reader may see, the latest first. */
export function useImports() {
  return useQuery({
    queryKey: ['import', 'list'],
    queryFn: ({ signal }) => data(api.GET('/api/imports', { signal })),
  });
}

/** One import; asked for again and again while the server works on it. */
export function useImport(id: string) {
  return useQuery({
    queryKey: ['import', 'one', id],
    queryFn: ({ signal }) => data(api.GET('/api/imports/{id}', { params: { path: { id } }, signal })),
    refetchInterval: ({ state }) => (state.data && isWorking(state.data.state) ? pollEvery : false),
  });
}

/** What is shown of the verdicts. */
export interface RowFilter {
  verdict?: Verdict;
  code?: string;
}

/** The verdicts on the rows of an import in the order of the file; `made` names the dry run or run they are of. */
export function useImportRows(id: string, filter: RowFilter, made: number) {
  return useInfiniteQuery({
    queryKey: ['import', 'one', id, 'rows', made, filter],
    queryFn: ({ pageParam, signal }) =>
      data(
        api.GET('/api/imports/{id}/rows', {
          params: { path: { id }, query: { ...filter, cursor: pageParam, limit: rowsAtOnce } },
          signal,
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_cursor,
  });
}

/** The different texts of a column, and which of them its field does not understand. */
export function useColumnValues({ id, version }: Import, { column, field }: Column) {
  return useQuery({
    queryKey: ['import', 'one', id, 'values', version, column, field],
    queryFn: ({ signal }) =>
      data(api.GET('/api/imports/{id}/values', { params: { path: { id }, query: { column, field } }, signal })),
  });
}

/** The names of all products. */
export function useProductNames(enabled: boolean) {
  return useQuery({
    queryKey: ['products', 'names'],
    enabled,
    queryFn: ({ signal }) => data(api.GET('/api/products', { signal })),
    select: ({ items }) => items.map(({ name }) => name),
  });
}

/** Sends a file; the same key never makes a second import of it. */
export function upload(kind: Kind, file: File, key: string): Promise<Import> {
  const form = new FormData();
  form.append('kind', kind);
  form.append('file', file);
  return data(
    api.POST('/api/imports', {
      body: form as never,
      bodySerializer: (body: unknown) => body as FormData,
      headers: once(key),
    }),
  );
}

/** What can be done with an import; the answer takes the place of the import shown. */
export function useImportActs(id: string) {
  const client = useQueryClient();
  const show = useCallback(
    (after: Import) => {
      client.setQueryData(['import', 'one', id], after);
      void client.invalidateQueries({ queryKey: ['import', 'list'] });
      return after;
    },
    [client, id],
  );
  const params = { path: { id } };
  const edit = async (version: number, body: PlanPatch) =>
    show(await data(api.PATCH('/api/imports/{id}', { params, headers: ifMatch(version), body })));
  return {
    edit,
    check: async () => show(await data(api.POST('/api/imports/{id}/check', { params }))),
    run: async () => show(await data(api.POST('/api/imports/{id}/run', { params }))),
    undo: async () => show(await data(api.POST('/api/imports/{id}/undo', { params }))),
  };
}
