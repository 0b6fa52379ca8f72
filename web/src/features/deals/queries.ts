// Everything about deals that is read from or written to the server.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, data, once } from '@/api/client';
import { keys } from '@/api/keys';
import type { Bulk, DealQuery, NewDeal, ViewScreen } from '@/api/types';
import { useRows } from '@/ui/DataTable/useRows';

const pageSize = 100;

/** The deals that match a query, page by page. */
export function useDeals(filter: DealQuery) {
  return useRows(keys.deals(filter), (cursor, signal) =>
    data(api.GET('/api/deals', { params: { query: { ...filter, cursor, limit: pageSize } }, signal })),
  );
}

/** The tags of the workspace. */
export function useTags() {
  return useQuery({
    queryKey: keys.tags,
    queryFn: ({ signal }) => data(api.GET('/api/tags', { signal })),
    staleTime: 300_000,
  });
}

/** Creates a deal; the same key never creates a second one. */
export function createDeal(body: NewDeal, key: string) {
  return data(api.POST('/api/deals', { body, headers: once(key) }));
}

/** Changes owner or tags of several deals at once; what was refused comes back with its reason. */
export function useBulk() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: Bulk) => data(api.POST('/api/deals/bulk', { body, headers: once() })),
    onSettled: () => client.invalidateQueries({ queryKey: ['deal'] }),
  });
}

/** The saved views of a screen: one's own and the shared ones. */
export function useViews(screen: ViewScreen) {
  return useQuery({
    queryKey: keys.views(screen),
    queryFn: ({ signal }) => data(api.GET('/api/views', { params: { query: { screen } }, signal })),
    staleTime: 60_000,
  });
}

/** Saves and removes views of a screen. */
export function useViewActs(screen: ViewScreen) {
  const client = useQueryClient();
  const onSuccess = () => client.invalidateQueries({ queryKey: keys.views(screen) });
  const save = useMutation({
    mutationFn: (view: { name: string; query: string; shared: boolean }) =>
      data(api.POST('/api/views', { body: { screen, ...view }, headers: once() })),
    onSuccess,
  });
  const remove = useMutation({
    mutationFn: (id: string) => data(api.DELETE('/api/views/{id}', { params: { path: { id } } })),
    onSuccess,
  });
  return { save, remove };
}
