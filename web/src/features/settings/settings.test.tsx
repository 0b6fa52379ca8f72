import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { fakeServer } from '@/test/fakeServer';
import { session } from '@/test/fixtures';
import { renderApp } from '@/test/render';
import zh from '../../../../internal/text/zh.json';
import type { Role, User } from './queries';
import { granted, permissionGroups, reaches, sameGrants } from './roles/grants';
import { possibleParents, teamTree } from './teams/tree';

const at = '2026-11-20T02:00:00.000Z';
const meta = { version: 1, created_at: at, updated_at: at };
const role = (id: string, code: string, grants: Record<string, string>): Role => ({ ...meta, id, code, grants });
const user = (change: Partial<User> = {}): User => ({
  ...meta,
  id: '20',
  name: '沈嘉禾',
  login: 'shenjh',
  role_id: '1',
  lang: 'zh',
  active: true,
  invited: false,
  ...change,
});
const roles = [role('1', 'rep', { 'deal.read': 'member' }), role('2', 'admin', { 'deal.read': 'all' })];
const teams = [
  { ...meta, id: '5', name: '华东区' },
  { ...meta, id: '6', name: '上海一部', parent_id: '5' },
];
const base = {
  'GET /api/session': { ...session, may: ['team.read', 'people.admin', 'deal.edit'] },
  'GET /api/people': { items: [] },
  'GET /api/users': { items: [user(), user({ id: '21', name: '旧同事', active: false })] },
  'GET /api/teams': { items: teams },
  'GET /api/roles': { items: roles },
};

describe('people', () => {
  test('a one-time link is shown once and kept nowhere', async () => {
    const url = 'https://crm.example/link/abc123';
    fakeServer({ ...base, 'POST /api/users/20/link': { url, expires_at: '2026-11-21T03:00:00.000Z' } });
    const { user: hand } = renderApp('/settings/people');
    await hand.click(await screen.findByText('沈嘉禾'));
    await hand.click(await screen.findByRole('button', { name: '生成一次性链接' }));
    const dialog = await screen.findByRole('dialog', { name: '沈嘉禾的一次性链接' });
    expect(within(dialog).getByRole('textbox', { name: '一次性链接' })).toHaveValue(url);
    await hand.click(within(dialog).getAllByRole('button', { name: '关闭' })[0] as HTMLElement);
    await waitFor(() => expect(screen.queryByDisplayValue(url)).toBeNull());
    expect(JSON.stringify(localStorage)).not.toContain('abc123');
  });

  test('a new person without a login gets no link', async () => {
    const server = fakeServer({ ...base, 'POST /api/users': user({ id: '30', login: undefined }) });
    const { user: hand } = renderApp('/settings/people');
    await hand.click(await screen.findByRole('button', { name: '添加人员' }));
    const dialog = await screen.findByRole('dialog', { name: '添加人员' });
    await hand.type(within(dialog).getByRole('textbox', { name: /姓名/ }), '何静宜');
    await hand.click(within(dialog).getByRole('combobox', { name: /角色/ }));
    await hand.click(await screen.findByRole('option', { name: '销售' }));
    await hand.click(within(dialog).getByRole('button', { name: '添加' }));
    await waitFor(() =>
      expect(server.of('POST /api/users').at(0)?.body).toMatchObject({ name: '何静宜', role_id: '1' }),
    );
    expect(server.of('POST /api/users').at(0)?.body).not.toHaveProperty('login');
    expect(server.of('POST /api/users/30/link')).toHaveLength(0);
  });

  test('the switched-off ones are hidden until asked for', async () => {
    fakeServer(base);
    const { user: hand } = renderApp('/settings/people');
    await screen.findByText('沈嘉禾');
    expect(screen.queryByText('旧同事')).toBeNull();
    await hand.click(screen.getByRole('switch', { name: '显示已停用' }));
    expect(await screen.findByText('旧同事')).toBeVisible();
  });

  test('who may not read teams has neither the tab nor the page', async () => {
    fakeServer({ ...base, 'GET /api/session': { ...session, may: [] } });
    renderApp('/settings/people');
    expect(await screen.findByRole('alert')).toHaveTextContent('没有权限');
    expect(screen.queryByRole('tab', { name: '人员' })).toBeNull();
  });
});

describe('audit', () => {
  const entry = {
    source: 'event',
    id: '900',
    at,
    actor_id: '20',
    actor_name: '沈嘉禾',
    act: 'deal.edited',
    kind: 'deal',
    subject_id: '7',
    deal_id: '7',
    address: '10.1.2.3',
    params: { name: '海港调度' },
    changes: [{ kind: 'deal', id: '7', how: 'changed', field: 'name', before: '海港调度', after: '海港调度二期' }],
    seal: { seq: 12, state: 'broken' },
  };
  const served = {
    ...base,
    'GET /api/session': { ...session, may: ['audit.read'] },
    'GET /api/audit': { items: [entry] },
    'GET /api/audit/chain': { head: '12:ab', seq: 12, waiting: 1, oldest_seconds: 90 },
  };

  test('shows who changed what from where, and that an entry was tampered with', async () => {
    fakeServer(served);
    renderApp('/settings/audit');
    const row = (await screen.findByText(/10\.1\.2\.3/)).closest('li') as HTMLElement;
    expect(within(row).getByText('沈嘉禾')).toBeVisible();
    expect(within(row).getByRole('cell', { name: '海港调度' })).toBeVisible();
    expect(within(row).getByRole('cell', { name: '海港调度二期' })).toBeVisible();
    expect(within(row).getByText(/已被改动/)).toBeVisible();
    expect(screen.getByRole('alert')).toHaveTextContent('90');
    expect(screen.getByRole('link', { name: /导出 CSV/ })).toHaveAttribute('href', '/api/audit/file');
  });

  test('is not there for who may not read it', async () => {
    fakeServer({ ...served, 'GET /api/session': { ...session, may: ['team.read'] } });
    renderApp('/settings/audit');
    expect(await screen.findByRole('alert')).toHaveTextContent('没有权限');
    expect(screen.queryByRole('tab', { name: '审计' })).toBeNull();
  });
});

describe('backups', () => {
  const served = {
    ...base,
    'GET /api/session': { ...session, may: ['settings.admin'] },
    'GET /api/backups': {
      items: [
        { name: 'sente-20261118-183000.tar', bytes: 3 * 2 ** 20, at: '2026-11-18T18:30:00.000Z', age_seconds: 1 },
      ],
      at: '02:30',
      keep: 14,
      late: true,
    },
    'POST /api/backups': undefined,
  };

  test('are listed, raise the alarm when none is new, and one is made now', async () => {
    const server = fakeServer(served);
    const { user: hand } = renderApp('/settings/backup');
    expect(await screen.findByText('sente-20261118-183000.tar')).toBeVisible();
    expect(screen.getByText(/3\.0 MiB/)).toBeVisible();
    expect(screen.getByText(/每天 02:30.*最近 14 份/)).toBeVisible();
    expect(screen.getByRole('alert')).toHaveTextContent('26 小时');
    await hand.click(screen.getByRole('button', { name: '立即备份' }));
    await waitFor(() => expect(server.of('POST /api/backups')).toHaveLength(1));
  });

  test('are not for who may not administer the settings', async () => {
    fakeServer({ ...served, 'GET /api/session': { ...session, may: ['audit.read'] } });
    renderApp('/settings/backup');
    expect(await screen.findByRole('alert')).toHaveTextContent('没有权限');
    expect(screen.queryByRole('tab', { name: '备份' })).toBeNull();
  });
});

describe('rights', () => {
  test('are changed as a draft and sent as the whole role', async () => {
    const server = fakeServer({ ...base, 'PATCH /api/roles/1': roles[0] });
    const { user: hand } = renderApp('/settings/roles');
    await hand.selectOptions(await screen.findByRole('combobox', { name: '销售：编辑商机' }), 'own');
    expect(server.of('PATCH /api/roles/1')).toHaveLength(0);
    await hand.click(screen.getByRole('button', { name: '保存 1 个角色的修改' }));
    await waitFor(() =>
      expect(server.of('PATCH /api/roles/1').at(0)?.body).toEqual({
        grants: { 'deal.read': 'member', 'deal.edit': 'own' },
      }),
    );
    expect(server.of('PATCH /api/roles/2')).toHaveLength(0);
  });

  test('stand as words for who may not change them', async () => {
    fakeServer({ ...base, 'GET /api/session': { ...session, may: ['team.read'] } });
    renderApp('/settings/roles');
    expect(await screen.findByRole('rowheader', { name: /查看商机/ })).toBeVisible();
    expect(screen.queryByRole('combobox')).toBeNull();
  });

  test('every permission and reach has its texts', () => {
    const known = zh as Record<string, string>;
    for (const { permissions } of permissionGroups)
      for (const name of permissions) expect(known[`perm.${name}.why`], name).toBeTruthy();
    for (const reach of reaches) expect(known[`reach.${reach}.why`], reach).toBeTruthy();
  });

  test('an absent reach takes the grant away', () => {
    expect(granted({ a: 'own', b: 'all' }, 'a', undefined)).toEqual({ b: 'all' });
    expect(sameGrants({ a: 'own' }, { a: 'own', b: 'all' })).toBe(false);
    expect(sameGrants({ a: 'own' }, granted({ a: 'all' }, 'a', 'own'))).toBe(true);
  });
});

test('teams stand in their tree and never below themselves', () => {
  expect(teamTree(teams)[0]?.below[0]?.team.name).toBe('上海一部');
  expect(possibleParents(teams, teams[0])).toEqual([]);
});

test('what lies in the trash comes back', async () => {
  const server = fakeServer({
    ...base,
    'GET /api/trash': { items: [{ kind: 'account', id: '9', name: '临时客户', deleted_at: at, deleted_by: '林婉清' }] },
    'POST /api/trash/account/9/restore': undefined,
  });
  const { user: hand } = renderApp('/settings/trash');
  await screen.findByText(/由 林婉清 .*删除/);
  await hand.click(screen.getByRole('button', { name: '恢复“临时客户”' }));
  await waitFor(() => expect(server.of('POST /api/trash/account/9/restore')).toHaveLength(1));
});

test('two new passwords that differ are not sent', async () => {
  const server = fakeServer(base);
  const { user: hand } = renderApp('/settings/me');
  await hand.type(await screen.findByLabelText(/当前密码/), 'old password 1');
  await hand.type(screen.getByLabelText(/设置密码|新密码/), 'new password 22');
  await hand.type(screen.getByLabelText(/再输一次/), 'new password 23');
  await hand.click(screen.getByRole('button', { name: '更新密码' }));
  await screen.findByText(zh['auth.password.differ']);
  expect(server.of('POST /api/password')).toHaveLength(0);
});
