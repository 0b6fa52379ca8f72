// Who is logged in. The session is an entry of the query cache; every other screen waits for it.
import { type QueryClient, queryOptions, useQuery } from '@tanstack/react-query';
import { api, data } from './client';
import { keys } from './keys';
import type { components } from './schema';

/** The person at the screen, the workspace, and what the person may do that hangs on no record. */
export type Session = components['schemas']['Session'];

/** The session; refused with status 401 when nobody is logged in. */
export const sessionQuery = queryOptions({
  queryKey: keys.session,
  queryFn: ({ signal }) => data(api.GET('/api/session', { signal })),
  staleTime: 60_000,
  retry: false,
});

/** The session of the person at the screen; only below the frame, where there is one. */
export function useSession(): Session {
  const { data: session } = useQuery(sessionQuery);
  if (!session) throw new Error('no session');
  return session;
}

/** Tells whether the person may do one of the acts that hang on no record, such as deal.create. */
export function useMay(): (act: string) => boolean {
  const { may } = useSession();
  return (act) => may.includes(act);
}

/** Reads the session of a fresh log-in, after forgetting what the person before saw. */
export async function enter(client: QueryClient): Promise<Session> {
  client.clear();
  return client.fetchQuery(sessionQuery);
}

/** Ends the session; the caller leaves the screen and then clears the cache. */
export function leave(): Promise<unknown> {
  return data(api.POST('/api/logout'));
}
