import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { fakeServer, refusal } from '@/test/fakeServer';
import { session } from '@/test/fixtures';
import { renderApp } from '@/test/render';

const flag = {
  id: '801',
  rule: 'RF-01',
  severity: 'critical',
  status: 'open',
  opened_at: '2026-11-20T02:00:00.000Z',
  deal_id: '7300000000000000001',
  deal_name: '核心系统升级二期',
  account_name: '江北能源科技',
  owner_id: '11',
  owner_name: '林婉清',
};
const about = { ...flag, id: '802', rule: 'RF-20', severity: 'medium', subject_name: '赵启明', influence_id: '501' };
const counts = [
  { rule: 'RF-01', severity: 'critical', count: 3, deals: 3 },
  { rule: 'RF-20', severity: 'medium', count: 5, deals: 4 },
];

function serve(routes: Record<string, unknown> = {}) {
  return fakeServer({
    'GET /api/session': session,
    'GET /api/people': { items: [{ id: '11', name: '林婉清', active: true }] },
    'GET /api/flags': { items: [flag, about], total: 2 },
    'GET /api/flags/summary': { items: counts },
    ...routes,
  } as Parameters<typeof fakeServer>[0]);
}

const asked = (server: ReturnType<typeof serve>) =>
  server.of('GET /api/flags').map((call) => Object.fromEntries(call.query));

test('one sees his own flags first, and the address keeps what is chosen', async () => {
  const server = serve();
  const { user, router } = renderApp('/flags');
  expect(await screen.findByText('没有决策者')).toBeVisible();
  expect(asked(server)[0]).toMatchObject({ owner: '11' });
  await user.click(screen.getByRole('button', { name: /严重\s*3/ }));
  await waitFor(() => expect(router.state.location.search).toMatchObject({ severity: 'critical' }));
  await waitFor(() => expect(asked(server).at(-1)).toMatchObject({ owner: '11', severity: 'critical' }));
});

test('by rule: how often and how gravely, and each opens into its flags', async () => {
  const server = serve();
  const { user, router } = renderApp('/flags?tab=rules');
  const rules = await screen.findAllByRole('listitem');
  const told = rules
    .map((rule) => rule.textContent ?? '')
    .filter((text) => text.includes('没有决策者') || text.includes('久未联系'));
  expect(told).toHaveLength(2);
  expect(told[0]).toContain('没有决策者');
  expect(told[0]).toContain('3');
  await user.click(screen.getByRole('link', { name: '久未联系' }));
  await waitFor(() => expect(router.state.location.search).toMatchObject({ tab: 'team', rule: 'RF-20' }));
  await waitFor(() => expect(asked(server).at(-1)).toMatchObject({ rule: 'RF-20' }));
});

test('nothing is wrong: it says so', async () => {
  serve({ 'GET /api/flags': { items: [], total: 0 }, 'GET /api/flags/summary': { items: [] } });
  renderApp('/flags?tab=rules');
  expect(await screen.findByRole('heading', { name: /没有/ })).toBeVisible();
});

test('failed: what the server said, and try again', async () => {
  const failed = refusal(500, 'internal');
  serve({ 'GET /api/flags/summary': failed });
  renderApp('/flags?tab=rules');
  expect(within(await screen.findByRole('alert')).getByRole('button')).toBeVisible();
});
