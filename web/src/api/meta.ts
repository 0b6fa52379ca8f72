// The codes of the method: stages, templates, rules. They change with the program only.
import { queryOptions } from '@tanstack/react-query';
import { api, data } from './client';

/** What the method knows by itself. */
export const metaQuery = queryOptions({
  queryKey: ['meta'] as const,
  queryFn: ({ signal }) => data(api.GET('/api/meta', { signal })),
  staleTime: Number.POSITIVE_INFINITY,
});
