import './ui/mantine.css';
import './ui/tokens.css';
import './ui/base.css';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { lazy, StrictMode, Suspense } from 'react';
import { createRoot } from 'react-dom/client';
import { createApp } from './app/start';
import { Theme } from './app/theme';
import { startTexts } from './i18n';
import { readPrefs } from './ui/prefs';

const Toasts = lazy(() => import('./ui/Toasts'));

async function start(root: HTMLElement) {
  await startTexts(readPrefs().lang ?? (navigator.language.startsWith('zh') ? 'zh' : 'en'));
  const { client, router } = createApp();
  createRoot(root).render(
    <StrictMode>
      <Theme>
        <Suspense>
          <Toasts />
        </Suspense>
        <QueryClientProvider client={client}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </Theme>
    </StrictMode>,
  );
}

const root = document.getElementById('root');
if (root) void start(root);
