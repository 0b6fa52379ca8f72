import { QueryClientProvider } from '@tanstack/react-query';
import { createMemoryHistory, RouterProvider } from '@tanstack/react-router';
import { render } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ReactNode } from 'react';
import { createQueryClient } from '@/app/queries';
import { createApp } from '@/app/start';
import { Theme } from '@/app/theme';
import Toasts from '@/ui/Toasts';

/** Shows the whole product at an address. */
export function renderApp(path: string) {
  const { client, router } = createApp(createMemoryHistory({ initialEntries: [path] }));
  render(
    <Theme still>
      <Toasts />
      <QueryClientProvider client={client}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </Theme>,
  );
  return { router, client, user: userEvent.setup() };
}

/** Shows one component inside the theme and a query cache. */
export function renderPart(part: ReactNode) {
  const client = createQueryClient();
  const view = render(
    <Theme still>
      <QueryClientProvider client={client}>{part}</QueryClientProvider>
    </Theme>,
  );
  return { ...view, client, user: userEvent.setup() };
}
