import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { keys } from '@/api/keys';
import { offline, Problem } from '@/api/problem';

function worthRetry(failures: number, error: Error): boolean {
  if (!(error instanceof Problem)) return false;
  return failures < 2 && (error.status === offline || error.status === 503);
}

/** The query cache. A session refused in the middle of the work calls `onSignedOut`. */
export function createQueryClient(onSignedOut: () => void = () => {}): QueryClient {
  const onError = (error: Error) => {
    if (error instanceof Problem && error.status === 401 && client.getQueryData(keys.session)) onSignedOut();
  };
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: { staleTime: 15_000, gcTime: 600_000, retry: worthRetry, retryDelay: 800, networkMode: 'always' },
      mutations: { networkMode: 'always' },
    },
  });
  return client;
}
