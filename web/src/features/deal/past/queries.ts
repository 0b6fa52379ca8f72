// What the time machine reads from the server.
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { api, data } from '@/api/client';
import type { components } from '@/api/schema';
import { dealKeys } from '../keys';

type Schemas = components['schemas'];

export type Turn = Schemas['Turn'];
export type HistoryDay = Schemas['HistoryDay'];
export type Contrast = Schemas['Contrast'];
export type ContrastValue = NonNullable<Contrast['before']>;
export type Chapter = Schemas['Chapter'];

/** The days on which a deal changed, and the story of a closed one. */
export function useHistory(id: string) {
  return useQuery({
    queryKey: dealKeys.history(id),
    queryFn: ({ signal }) => data(api.GET('/api/deals/{id}/history', { params: { path: { id } }, signal })),
  });
}

/** What became of a deal between the ends of two days. */
export function useComparison(id: string, from: string, to: string) {
  return useQuery({
    queryKey: dealKeys.comparison(id, from, to),
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      data(api.GET('/api/deals/{id}/compare', { params: { path: { id }, query: { from, to } }, signal })),
  });
}
