import { useQuery } from '@tanstack/react-query';
import { api, data } from './client';
import { keys } from './keys';

/** Everyone who can own, do or meet; who was switched off is marked. */
export function usePeople() {
  return useQuery({
    queryKey: keys.people,
    queryFn: ({ signal }) => data(api.GET('/api/people', { signal })),
    staleTime: 300_000,
  });
}
