import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { fakeServer } from '@/test/fakeServer';
import { session } from '@/test/fixtures';
import { renderApp } from '@/test/render';

const base = {
  'GET /api/session': session,
  'GET /api/board': { groups: [] },
  'GET /api/deals': { items: [], total: 0 },
  'GET /api/people': { items: [] },
  'GET /api/views': { items: [], total: 0 },
};

test('G D goes to the deals, and the place is marked', async () => {
  fakeServer(base);
  const { router, user } = renderApp('/');
  await screen.findByRole('heading', { name: '销售管道' });
  await user.keyboard('gd');
  await waitFor(() => expect(router.state.location.pathname).toBe('/deals'));
  const [side] = screen.getAllByRole('navigation', { name: '主导航' });
  expect(within(side as HTMLElement).getByRole('link', { name: '商机' })).toHaveAttribute('aria-current', 'page');
});

test('Ctrl K searches the server and opens what was found', async () => {
  const server = fakeServer({
    ...base,
    'GET /api/search': {
      items: [{ kind: 'deal', id: '77', title: '智慧园区', subtitle: '江北能源', hit: [0, 2] }],
      total: 1,
    },
  });
  const { router, user } = renderApp('/deals');
  await screen.findByRole('heading', { name: '商机' });
  await user.keyboard('{Control>}k{/Control}');
  await user.type(await screen.findByRole('textbox', { name: '搜索' }), 'zhyq');
  await user.click(await screen.findByRole('button', { name: /智慧.*园区/ }));
  await waitFor(() => expect(router.history.location.pathname).toBe('/deals/77'));
  expect(server.of('GET /api/search').at(-1)?.query.get('q')).toBe('zhyq');
});

test('the language changes at once, everywhere, and is kept', async () => {
  fakeServer(base);
  const { user } = renderApp('/pipeline');
  await screen.findByRole('heading', { name: '销售管道' });
  await user.click(screen.getByRole('button', { name: 'EN' }));
  expect(await screen.findByRole('heading', { name: 'Pipeline' })).toBeVisible();
  expect(document.documentElement.lang).toBe('en');
  expect(JSON.parse(localStorage.getItem('sente.prefs') ?? '')).toMatchObject({ lang: 'en' });
});

test('light turns into dark and is kept', async () => {
  fakeServer(base);
  const { user } = renderApp('/pipeline');
  await user.click(await screen.findByRole('button', { name: '切换为深色' }));
  expect(document.documentElement.dataset.mantineColorScheme).toBe('dark');
  expect(JSON.parse(localStorage.getItem('sente.prefs') ?? '')).toMatchObject({ scheme: 'dark' });
});

test('somebody who may not create deals has no button and no key for it', async () => {
  fakeServer({ ...base, 'GET /api/session': { ...session, may: [] } });
  const { user } = renderApp('/pipeline');
  await screen.findByRole('heading', { name: '销售管道' });
  await user.keyboard('n');
  expect(screen.queryByRole('button', { name: '新建商机' })).toBeNull();
  expect(screen.queryByRole('dialog')).toBeNull();
});

test('logging out forgets drafts and shows the log-in', async () => {
  localStorage.setItem('sente.draft.deal.new.11', '{}');
  const server = fakeServer({ ...base, 'POST /api/logout': {}, 'GET /api/setup': { needed: false } });
  const { router, user } = renderApp('/pipeline');
  await user.click(await screen.findByRole('button', { name: '林婉清 的账户菜单' }));
  await user.click(await screen.findByRole('menuitem', { name: '退出登录' }));
  await waitFor(() => expect(router.state.location.pathname).toBe('/login'));
  expect(server.of('POST /api/logout')).toHaveLength(1);
  expect(localStorage.getItem('sente.draft.deal.new.11')).toBeNull();
});

test('an address without a screen says so', async () => {
  fakeServer(base);
  renderApp('/nowhere');
  expect(await screen.findByRole('heading', { name: '没有这个页面' })).toBeVisible();
});
