import type { RouterHistory } from '@tanstack/react-router';
import { keys } from '@/api/keys';
import { createQueryClient } from './queries';
import { createAppRouter } from './router';

/** Builds cache and router. When the session ends in the middle of the work, the log-in is asked for and leads back. */
export function createApp(history?: RouterHistory) {
  const client = createQueryClient(() => void askToLogin());
  const router = createAppRouter(client, history);
  const askToLogin = async () => {
    if (router.state.location.pathname === '/login') return;
    await router.navigate({ to: '/login', search: { to: router.state.location.href } });
    client.removeQueries({ queryKey: keys.session });
  };
  return { client, router };
}
