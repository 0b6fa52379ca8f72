import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { fakeServer } from '@/test/fakeServer';
import { session } from '@/test/fixtures';
import { renderApp } from '@/test/render';
import { browserOf } from './SessionList';

const at = '2026-11-20T02:00:00.000Z';
const later = '2099-11-20T02:00:00.000Z';
const agent = 'Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36';
const one = { id: 'aa', created_at: at, seen_at: at, expires_at: later, address: '192.0.2.1', agent, here: true };
const token = {
  id: '5',
  user_id: '11',
  name: '报表',
  hint: 'wxyz',
  scope: 'read',
  created_at: at,
  expires_at: later,
};
const base = {
  'GET /api/session': { ...session, may: [] },
  'GET /api/people': { items: [] },
  'GET /api/factor': { on: false, recovery_left: 0 },
  'GET /api/sessions': { items: [one, { ...one, id: 'bb', address: '192.0.2.2', here: false }] },
  'GET /api/tokens': { items: [token] },
  'GET /api/logins': { items: [{ id: '9', at, outcome: 'wrong', address: '192.0.2.9', agent }] },
};

test('one sees where one is logged in and ends the others, one or all', async () => {
  const server = fakeServer({
    ...base,
    'DELETE /api/sessions/bb': undefined,
    'DELETE /api/sessions': undefined,
  });
  const { user } = renderApp('/settings/security');
  await user.click(await screen.findByRole('button', { name: '结束 192.0.2.2 的登录' }));
  await waitFor(() => expect(server.of('DELETE /api/sessions/bb')).toHaveLength(1));
  expect(screen.queryByRole('button', { name: '结束 192.0.2.1 的登录' })).toBeNull();
  await user.click(screen.getByRole('button', { name: '结束其他全部登录' }));
  expect(server.of('DELETE /api/sessions')).toHaveLength(0);
  await user.click(await screen.findByRole('button', { name: '结束' }));
  await waitFor(() => expect(server.of('DELETE /api/sessions')).toHaveLength(1));
  expect(screen.getByText('登录名或密码错误')).toBeVisible();
});

test('a new token is shown once and kept nowhere', async () => {
  const server = fakeServer({ ...base, 'POST /api/tokens': { ...token, id: '6', secret: 'sente_secret' } });
  const { user } = renderApp('/settings/security');
  await user.click(await screen.findByRole('button', { name: '新建令牌' }));
  const dialog = await screen.findByRole('dialog');
  await user.type(within(dialog).getByRole('textbox', { name: /用途/ }), '备份');
  await user.click(within(dialog).getByRole('button', { name: '新建令牌' }));
  expect(await screen.findByText('sente_secret')).toBeVisible();
  expect(server.of('POST /api/tokens')[0]?.body).toEqual({ name: '备份', scope: 'read', days: 90 });
  expect(server.of('POST /api/tokens')[0]?.headers.get('Idempotency-Key')).toBeNull();
  await user.click(
    within(await screen.findByRole('dialog'))
      .getAllByRole('button', { name: '关闭' })
      .at(-1) as HTMLElement,
  );
  await waitFor(() => expect(screen.queryByText('sente_secret')).toBeNull());
  expect(JSON.stringify(localStorage)).not.toContain('sente_secret');
});

test('a second factor is turned on by password and code, and the recovery codes are shown', async () => {
  const server = fakeServer({
    ...base,
    'POST /api/factor': { secret: 'JBSWY3DP', url: 'otpauth://x', image: 'data:image/png;base64,' },
    'POST /api/factor/confirm': { recovery_codes: ['ABCD-EFGH', 'IJKL-MNOP'] },
  });
  const { user } = renderApp('/settings/security');
  await user.click(await screen.findByRole('button', { name: '启用两步验证' }));
  await user.type(await screen.findByLabelText(/先输入您的密码/), 'correct horse{Enter}');
  expect(await screen.findByText('JBSWY3DP')).toBeVisible();
  await user.type(screen.getByLabelText(/验证码/), '123456{Enter}');
  expect(await screen.findByText(/ABCD-EFGH/)).toBeVisible();
  expect(server.of('POST /api/factor')[0]?.body).toEqual({ password: 'correct horse' });
  expect(JSON.stringify(localStorage)).not.toContain('JBSWY3DP');
});

test('a leaver is handed over after his records were counted', async () => {
  const leaver = {
    id: '20',
    version: 1,
    created_at: at,
    updated_at: at,
    name: '沈嘉禾',
    login: 'shenjh',
    role_id: '1',
    lang: 'zh',
    active: true,
    invited: true,
  };
  const counts = { accounts: 3, deals: 5, tasks: 7, teams: 0, memberships: 1 };
  const server = fakeServer({
    ...base,
    'GET /api/session': { ...session, may: ['team.read', 'people.admin'] },
    'GET /api/users': { items: [leaver] },
    'GET /api/people': { items: [{ id: '21', name: '何静宜', active: true }] },
    'GET /api/teams': { items: [] },
    'GET /api/roles': { items: [] },
    'GET /api/users/20/handover': counts,
    'POST /api/users/20/handover': counts,
  });
  const { user } = renderApp('/settings/people');
  await user.click(await screen.findByText('沈嘉禾'));
  await user.click(await screen.findByRole('button', { name: '交接' }));
  const dialog = await screen.findByRole('dialog', { name: '交接沈嘉禾的工作' });
  expect(await within(dialog).findByText(/客户 3，商机 5，未完成任务 7/)).toBeVisible();
  expect(within(dialog).getByRole('button', { name: '交接' })).toBeDisabled();
  await user.click(within(dialog).getByRole('combobox', { name: /接手人/ }));
  await user.click(await screen.findByRole('option', { name: '何静宜' }));
  await user.click(within(dialog).getByRole('button', { name: '交接' }));
  await waitFor(() => expect(server.of('POST /api/users/20/handover')[0]?.body).toEqual({ to: '21', disable: true }));
});

test('a browser is told in a few words', () => {
  expect(browserOf(agent)).toBe('Chrome · Windows');
  expect(browserOf('Mozilla/5.0 (iPhone) Version/18 Safari/605')).toBe('Safari · iPhone');
  expect(browserOf('curl/8')).toBe('curl/8');
});
