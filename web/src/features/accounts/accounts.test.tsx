import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { fakeServer, refusal } from '@/test/fakeServer';
import { session } from '@/test/fixtures';
import { renderApp } from '@/test/render';
import { exportPath } from './ExportMenu';
import { asValue } from './facts/fact';
import { plus, totalsOf } from './page/totals';
import { cleanAccountSearch, cleanTab } from './search';
import type { Account } from './types';
import { shown } from './work/TimelinePanel';

function account(change: Partial<Account> = {}): Account {
  const at = '2026-11-20T02:00:00.000Z';
  const base: Account = {
    id: '7',
    version: 3,
    name: '江洲重工集团有限公司',
    created_at: at,
    updated_at: at,
    tags: [],
    may: [],
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
  'GET /api/board': {
    groups: [
      {
        key: '1',
        count: 2,
        unknown_amount: 1,
        totals: [{ amount: '10.10', currency: 'CNY' }],
        weighted: [],
        items: [],
      },
      {
        key: '2',
        count: 1,
        unknown_amount: 0,
        totals: [
          { amount: '0.20', currency: 'CNY' },
          { amount: '5.00', currency: 'USD' },
        ],
        weighted: [],
        items: [],
      },
    ],
  },
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
    const field = screen.getByRole('textbox', { name: '行业' });
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
    await user.clear(screen.getByRole('textbox', { name: '行业' }));
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
    await user.type(screen.getByRole('textbox', { name: '行业' }), '与其他{Enter}');
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
    await waitFor(() => expect(screen.getAllByTitle('¥10.30')).toHaveLength(2));
    expect(screen.getAllByTitle('$5.00')).toHaveLength(2);
    expect(screen.getAllByText('金额未知：1 个')).toHaveLength(2);
  });

  test('an account out of sight is a missing page', async () => {
    fakeServer({ ...base, 'GET /api/accounts/8': refusal(404, 'not_found') });
    renderApp('/accounts/8');
    expect(await screen.findByRole('alert')).toHaveTextContent('找不到这条记录');
  });
});

describe('reckoning', () => {
  test.each([
    ['0.10', '0.20', '0.30'],
    ['999999999999999.99', '0.01', '1000000000000000.00'],
    ['-5', '2.5', '-2.5'],
    ['0', '0', '0'],
    ['-0.30', '0.25', '-0.05'],
  ])('%s + %s = %s', (a, b, sum) => expect(plus(a, b)).toBe(sum));

  test('nothing adds up to nothing', () => expect(totalsOf([])).toEqual({ count: 0, unknown: 0, amounts: [] }));

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

  test('an observation and the value that follows from it are said once', () => {
    const seen = { kind: 'observation', id: '1', about_id: '9', how: 'added', field: 'support', after: 3 } as const;
    const value = { kind: 'influence', id: '9', how: 'changed', field: 'support', before: 0, after: 3 } as const;
    expect(shown([seen, value])).toEqual([seen]);
    expect(shown([value, { ...value, field: 'mode', after: 'G' }])).toHaveLength(2);
  });
});
