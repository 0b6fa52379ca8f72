import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { fakeServer, refusal } from '@/test/fakeServer';
import { session } from '@/test/fixtures';
import { renderApp } from '@/test/render';
import { exportPath } from './ExportMenu';
import { asValue } from './facts/fact';
import { cleanAccountSearch, cleanTab } from './search';
import type { AccountDetail } from './types';

function account(change: Partial<AccountDetail> = {}): AccountDetail {
  const at = '2026-11-20T02:00:00.000Z';
  const base: AccountDetail = {
    id: '7',
    version: 3,
    name: '江洲重工集团有限公司',
    created_at: at,
    updated_at: at,
    tags: [],
    may: [],
    events: [],
    subsidiaries: [{ id: '8', name: '江洲重工海工装备' }],
    subsidiary_total: 1,
    open: {
      count: 3,
      unknown_amount: 1,
      totals: [
        { amount: '10.30', currency: 'CNY' },
        { amount: '5.00', currency: 'USD' },
      ],
    },
    won: { count: 0, unknown_amount: 0, totals: [] },
  };
  return {
    ...base,
    relation: 'group',
    industry: '装备制造',
    owner_id: '12',
    may: ['edit', 'assign', 'trash'],
    ...change,
  };
}

const none = { items: [], total: 0 };
const base = {
  'GET /api/session': { ...session, may: [...session.may, 'account.read', 'account.create', 'export'] },
  'GET /api/people': { items: [{ id: '12', name: '何嘉怡', active: true }] },
  'GET /api/tags': { items: [] },
  'GET /api/accounts': { items: [account()], total: 1 },
  'GET /api/accounts/7': account(),
  'GET /api/deals': none,
};

describe('the table of accounts', () => {
  test('keeps filters and sort in the address and in the export', async () => {
    const server = fakeServer(base);
    const { user } = renderApp('/accounts?industry=装备制造&sort=-updated_at&nonsense=1');
    await screen.findByRole('table', { name: '客户' });
    const asked = server.of('GET /api/accounts').map(({ query }) => Object.fromEntries(query));
    expect(asked).toContainEqual({
      industry: '装备制造',
      sort: '-updated_at',
      limit: '100',
    });
    await user.click(screen.getByRole('button', { name: '导出' }));
    const file = await screen.findByRole('menuitem', { name: /CSV/ });
    expect(file).toHaveAttribute(
      'href',
      `/api/export/accounts.csv?${new URLSearchParams({ industry: '装备制造', sort: '-updated_at' })}`,
    );
  });

  test('warns of a name that is there already before anything is sent', async () => {
    const server = fakeServer(base);
    const { user } = renderApp('/accounts');
    await user.click(await screen.findByRole('button', { name: '新建客户' }));
    const dialog = await screen.findByRole('dialog', { name: '新建客户' });
    await user.type(within(dialog).getByRole('textbox', { name: /客户名称/ }), '江洲重工');
    expect(await within(dialog).findByText('已有名称相近的客户，请先确认')).toBeVisible();
    expect(within(dialog).getByRole('link', { name: '江洲重工集团有限公司' })).toHaveAttribute('href', '/accounts/7');
    expect(server.of('POST /api/accounts')).toHaveLength(0);
  });

  test('offers nothing that the person may not do', async () => {
    fakeServer({ ...base, 'GET /api/session': { ...session, may: ['account.read'] } });
    renderApp('/accounts');
    await screen.findByRole('table', { name: '客户' });
    expect(screen.queryByRole('button', { name: '导出' })).toBeNull();
    expect(screen.queryByRole('button', { name: '新建客户' })).toBeNull();
  });
});

describe('the page of an account', () => {
  test('changes a fact in its place, on the version that was read', async () => {
    const server = fakeServer({ ...base, 'PATCH /api/accounts/7': account({ version: 4, industry: '船舶' }) });
    const { user } = renderApp('/accounts/7');
    await user.click(await screen.findByRole('button', { name: '编辑行业' }));
    const field = await screen.findByRole('textbox', { name: '行业' });
    await user.clear(field);
    await user.type(field, '船舶{Enter}');
    await waitFor(() => expect(server.of('PATCH /api/accounts/7')).toHaveLength(1));
    const [sent] = server.of('PATCH /api/accounts/7');
    expect(sent?.body).toEqual({ industry: '船舶' });
    expect(sent?.headers.get('If-Match')).toBe('"3"');
    await waitFor(() => expect(screen.queryByRole('textbox', { name: '行业' })).toBeNull());
  });

  test('an emptied fact is cleared, an unchanged one is not sent', async () => {
    const server = fakeServer({ ...base, 'PATCH /api/accounts/7': account() });
    const { user } = renderApp('/accounts/7');
    await user.click(await screen.findByRole('button', { name: '编辑行业' }));
    await user.keyboard('{Enter}');
    await waitFor(() => expect(screen.queryByRole('textbox', { name: '行业' })).toBeNull());
    expect(server.of('PATCH /api/accounts/7')).toHaveLength(0);
    await user.click(screen.getByRole('button', { name: '编辑行业' }));
    await user.clear(await screen.findByRole('textbox', { name: '行业' }));
    await user.keyboard('{Enter}');
    await waitFor(() => expect(server.of('PATCH /api/accounts/7').at(0)?.body).toEqual({ industry: null }));
  });

  test('keeps what was typed when the server refuses, and says why', async () => {
    fakeServer({
      ...base,
      'PATCH /api/accounts/7': refusal(422, 'too_long', { field: 'industry', detail: '太长了' }),
    });
    const { user } = renderApp('/accounts/7');
    await user.click(await screen.findByRole('button', { name: '编辑行业' }));
    await user.type(await screen.findByRole('textbox', { name: '行业' }), '与其他{Enter}');
    expect(await screen.findByText('太长了')).toBeVisible();
    expect(screen.getByRole('textbox', { name: '行业' })).toHaveValue('装备制造与其他');
  });

  test('shows facts only, without acts, to who may not edit', async () => {
    fakeServer({ ...base, 'GET /api/accounts/7': account({ may: [] }) });
    renderApp('/accounts/7');
    expect(await screen.findByText('装备制造')).toBeVisible();
    expect(screen.queryByRole('button', { name: /^编辑/ })).toBeNull();
    expect(screen.queryByRole('button', { name: '更多操作' })).toBeNull();
  });

  test('names totals per currency and how many amounts are unknown', async () => {
    fakeServer(base);
    renderApp('/accounts/7');
    expect(await screen.findByTitle('¥10.30')).toBeVisible();
    expect(screen.getByTitle('$5.00')).toBeVisible();
    expect(screen.getAllByText('金额未知：1 个')).toHaveLength(1);
  });

  test('names the account above and those below, with a way to each', async () => {
    const parent = { id: '6', name: '江洲控股' };
    fakeServer({ ...base, 'GET /api/accounts/7': account({ parent_id: '6', parent }) });
    renderApp('/accounts/7');
    expect(await screen.findByRole('link', { name: '江洲重工海工装备' })).toHaveAttribute('href', '/accounts/8');
    expect(screen.getAllByRole('link', { name: '江洲控股' })[0]).toHaveAttribute('href', '/accounts/6');
  });

  test('an account out of sight is a missing page', async () => {
    fakeServer({ ...base, 'GET /api/accounts/8': refusal(404, 'not_found') });
    renderApp('/accounts/8');
    expect(await screen.findByRole('alert')).toHaveTextContent('找不到这条记录');
  });
});

describe('reckoning', () => {
  test('typed texts become values of the server', () => {
    expect(asValue('number', ' 1,280 ')).toBe(1280);
    expect(asValue('number', '约百')).toBe('约百');
    expect(asValue('text', '  ')).toBeNull();
  });

  test('addresses lose what the screen does not know', () => {
    expect(cleanAccountSearch({ q: '江洲', page: '2', tag: '' })).toEqual({ q: '江洲' });
    expect(cleanTab({ tab: 'chart' })).toEqual({ tab: 'chart' });
    expect(cleanTab({ tab: 'overview' })).toEqual({});
    expect(cleanTab({ tab: 'x' })).toEqual({});
  });

  test('an export without filters has no question mark', () => {
    expect(exportPath({ kind: 'contacts', query: { q: undefined } }, 'xlsx')).toBe('/api/export/contacts.xlsx');
  });
});
