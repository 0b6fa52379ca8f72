import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { type Asked, fakeServer, lineDown, refusal } from '@/test/fakeServer';
import { deal, session } from '@/test/fixtures';
import { renderApp } from '@/test/render';
import { cleanBoardSearch, cleanDealSearch } from './search';

const deals = Array.from({ length: 5 }, (_, at) =>
  deal({ id: String(7300000000000000000n + BigInt(at)), name: `商机${at}` }),
);
const people = { items: [{ id: '12', name: '何嘉怡', active: true }] };
const base = {
  'GET /api/session': session,
  'GET /api/people': people,
  'GET /api/views': {
    items: [{ id: '1', screen: 'deals', name: '大单', query: 'amount_min=1000000', shared: true, may: ['remove'] }],
    total: 1,
  },
  'GET /api/tags': { items: [], total: 0 },
};
const listed = { 'GET /api/deals': { items: deals, total: 5 } };

const table = () => screen.findByRole('table', { name: '商机' });
const lastQuery = (asked: Asked[]) => Object.fromEntries(asked.at(-1)?.query ?? []);

describe('the table of deals', () => {
  test('shows what the server gave, in short form', async () => {
    fakeServer({
      ...base,
      'GET /api/deals': {
        items: [deal(), deal({ id: '2', name: '未知金额', amount: undefined, win_prob: undefined, flag_count: 0 })],
        total: 2,
      },
    });
    renderApp('/deals');
    await screen.findByText('未知金额');
    const [, first, second] = within(await table()).getAllByRole('row');
    expect(await within(first as HTMLElement).findByText('¥386万')).toHaveAttribute('title', '¥3,860,000.00');
    expect(within(first as HTMLElement).getByText('初步接触')).toBeVisible();
    expect(within(first as HTMLElement).getByTitle('小红旗 2，最严重：高（已接受的不计）')).toBeVisible();
    expect(within(second as HTMLElement).getByTitle('金额未知')).toBeVisible();
    expect(within(second as HTMLElement).getByText('<5%')).toBeVisible();
    expect(within(second as HTMLElement).queryByTitle(/小红旗/)).toBeNull();
  });

  test('keeps filters and sort in the address, with ids as text', async () => {
    const server = fakeServer({ ...base, ...listed });
    const { router, user } = renderApp('/deals?owner=7300000000000000001&grade=A&sort=-amount&nonsense=1');
    await table();
    expect(lastQuery(server.of('GET /api/deals'))).toEqual({
      owner: '7300000000000000001',
      grade: 'A',
      sort: '-amount',
      limit: '100',
    });
    expect(screen.getByRole('columnheader', { name: '金额' })).toHaveAttribute('aria-sort', 'descending');
    await user.click(screen.getByRole('button', { name: '预计成交' }));
    await waitFor(() =>
      expect(router.state.location.href).toBe('/deals?owner=7300000000000000001&grade=A&sort=expected_close'),
    );
    await user.type(screen.getByRole('searchbox', { name: '筛选名称、客户、拼音' }), 'zhhy');
    await waitFor(() => expect(lastQuery(server.of('GET /api/deals'))).toMatchObject({ q: 'zhhy', grade: 'A' }));
    await user.click(screen.getAllByRole('button', { name: '清除筛选' }).at(-1) as HTMLElement);
    await waitFor(() => expect(router.state.location.href).toBe('/deals?sort=expected_close'));
  });

  test('opens a saved view', async () => {
    fakeServer({ ...base, ...listed });
    const { router, user } = renderApp('/deals');
    await user.click(await screen.findByRole('button', { name: '全部进行中' }));
    await user.click(await screen.findByRole('menuitem', { name: /大单/ }));
    await waitFor(() => expect(router.state.location.href).toBe('/deals?amount_min=1000000'));
    expect(await screen.findByRole('button', { name: '大单' })).toBeVisible();
  });

  test('changes the owner of selected deals and names those that were refused', async () => {
    const server = fakeServer({
      ...base,
      ...listed,
      'POST /api/deals/bulk': {
        done: [deals[0]?.id],
        refused: [{ id: deals[1]?.id, code: 'denied', detail: '不在您的团队' }],
      },
    });
    const { user } = renderApp('/deals');
    const boxes = await screen.findAllByRole('checkbox', { name: '选中此行' });
    await user.click(boxes[0] as HTMLElement);
    await user.click(boxes[1] as HTMLElement);
    const bar = await screen.findByRole('region', { name: '批量操作' });
    expect(within(bar).getByText('已选 2 个')).toBeVisible();
    await user.click(within(bar).getByRole('button', { name: '更换负责人' }));
    const dialog = await screen.findByRole('dialog');
    await user.click(within(dialog).getByRole('combobox', { name: '负责人' }));
    await user.click(await screen.findByRole('option', { name: '何嘉怡' }));
    await user.click(within(dialog).getByRole('button', { name: '更换负责人' }));
    expect(await screen.findByText('不在您的团队')).toBeVisible();
    expect(screen.getByText('1 个未更新')).toBeVisible();
    expect(server.of('POST /api/deals/bulk')[0]?.body).toEqual({ ids: [deals[0]?.id, deals[1]?.id], owner_id: '12' });
  });

  test('the box of all rows selects all and then none', async () => {
    fakeServer({ ...base, ...listed });
    const { user } = renderApp('/deals');
    await user.click(await screen.findByRole('checkbox', { name: '全选' }));
    expect(await screen.findByText('已选 5 个')).toBeVisible();
    await user.click(screen.getByRole('checkbox', { name: '全选' }));
    expect(screen.queryByText('已选 5 个')).toBeNull();
  });

  test('a column that is switched off stays off on this device', async () => {
    fakeServer({ ...base, ...listed });
    const { user } = renderApp('/deals');
    await table();
    await user.click(screen.getByRole('button', { name: '列与行距' }));
    await user.click(await screen.findByRole('checkbox', { name: '客户' }));
    expect(screen.queryByRole('columnheader', { name: '客户' })).toBeNull();
    expect(JSON.parse(localStorage.getItem('sente.prefs') ?? '')).toMatchObject({
      columns: { deals: { account: false } },
    });
  });

  test('J, K and Enter walk over rows and open one', async () => {
    fakeServer({ ...base, ...listed });
    const { router, user } = renderApp('/deals');
    await screen.findByText('商机0');
    await user.keyboard('j');
    await waitFor(() => expect(document.activeElement).toHaveAttribute('data-index', '0'));
    await user.keyboard('j');
    await waitFor(() => expect(document.activeElement).toHaveAttribute('data-index', '1'));
    await user.keyboard('{Enter}');
    await waitFor(() => expect(router.history.location.pathname).toBe(`/deals/${deals[1]?.id}`));
  });
});

describe('the states of the table', () => {
  test('empty: what belongs here and one act', async () => {
    fakeServer({ ...base, 'GET /api/deals': { items: [], total: 0 } });
    renderApp('/deals');
    expect(await screen.findByRole('heading', { name: '还没有商机' })).toBeVisible();
    expect(screen.getAllByRole('button', { name: '新建商机' }).length).toBeGreaterThan(1);
  });

  test('nothing matches: the filters can be cleared', async () => {
    fakeServer({ ...base, 'GET /api/deals': { items: [], total: 0 } });
    renderApp('/deals?grade=A');
    expect(await screen.findByRole('heading', { name: '没有符合条件的商机' })).toBeVisible();
  });

  test('failed: what the server said, and try again', async () => {
    let broken = true;
    fakeServer({
      ...base,
      'GET /api/deals': () => (broken ? refusal(500, 'internal', { request_id: 'r-9' }) : { items: deals, total: 5 }),
    });
    const { user } = renderApp('/deals');
    expect(await screen.findByRole('alert')).toHaveTextContent('编号 r-9');
    broken = false;
    await user.click(screen.getByRole('button', { name: '重试' }));
    expect(await screen.findByText('商机0')).toBeVisible();
  });

  test('forbidden', async () => {
    fakeServer({ ...base, 'GET /api/deals': refusal(403, 'denied', { detail: '您的角色不能查看商机' }) });
    renderApp('/deals');
    expect(await screen.findByRole('alert')).toHaveTextContent('您的角色不能查看商机');
  });

  test('offline', async () => {
    fakeServer({ ...base, 'GET /api/deals': lineDown });
    renderApp('/deals');
    expect(await screen.findByText('连不上服务器', {}, { timeout: 5000 })).toBeVisible();
  });

  test('more than a thousand are counted as such', async () => {
    fakeServer({ ...base, 'GET /api/deals': { items: deals, total: 1001, total_capped: true } });
    renderApp('/deals');
    expect(await screen.findByText('共 1,000+ 条')).toBeVisible();
  });

  test('a session that ended in between asks to log in, and remembers the page', async () => {
    fakeServer({ ...base, 'GET /api/deals': refusal(401, 'unauthenticated'), 'GET /api/setup': { needed: false } });
    const { router } = renderApp('/deals?grade=A');
    await waitFor(() => expect(router.state.location.pathname).toBe('/login'));
    expect(router.state.location.search).toEqual({ to: '/deals?grade=A' });
  });
});

test('a new deal is sent once, with its amount understood, and opens', async () => {
  const server = fakeServer({
    ...base,
    ...listed,
    'GET /api/accounts': { items: [{ id: '901', version: 1, name: '江北能源科技', may: [] }], total: 1 },
    'POST /api/deals': deal({ id: '99', name: '新项目' }),
  });
  const { router, user } = renderApp('/deals');
  await table();
  await user.keyboard('n');
  const dialog = await screen.findByRole('dialog', { name: '新建商机' });
  await user.type(within(dialog).getByLabelText(/商机名称/), '新项目');
  await user.click(within(dialog).getByRole('combobox', { name: /客户/ }));
  await user.click(await screen.findByRole('option', { name: '江北能源科技' }));
  await user.type(within(dialog).getByLabelText('金额'), '386万');
  await user.click(within(dialog).getByRole('button', { name: '创建' }));
  await waitFor(() => expect(router.history.location.pathname).toBe('/deals/99'));
  const [sent] = server.of('POST /api/deals');
  expect(sent?.body).toEqual({
    name: '新项目',
    account_id: '901',
    owner_id: '11',
    amount: { amount: '3860000', currency: 'CNY' },
  });
  expect(sent?.headers.get('idempotency-key')).toMatch(/^[0-9a-f-]{36}$/);
});

test('addresses are cleaned of what is not known', () => {
  expect(cleanDealSearch({ stage: 'S1', x: 1, q: '', sort: 'name' })).toEqual({ stage: 'S1', sort: 'name' });
  expect(cleanBoardSearch({ group: 'nonsense', owner: '1' })).toEqual({ owner: '1' });
  expect(cleanBoardSearch({ group: 'owner' })).toEqual({ group: 'owner' });
});

test('a deal whose account is not there yet: the account is made on the way, and nothing typed is lost', async () => {
  const server = fakeServer({
    ...base,
    ...listed,
    'GET /api/session': { ...session, may: [...session.may, 'account.create'] },
    'GET /api/accounts': { items: [], total: 0 },
    'POST /api/accounts': { id: '77', name: '新客户' },
    'POST /api/deals': deal({ id: '99', name: '新项目' }),
  });
  const { user } = renderApp('/deals');
  await table();
  await user.keyboard('n');
  const dialog = await screen.findByRole('dialog', { name: '新建商机' });
  await user.type(within(dialog).getByRole('textbox', { name: /商机名称/ }), '新项目');
  await user.click(within(dialog).getByRole('button', { name: '新建客户' }));
  const second = await screen.findByRole('dialog', { name: '新建客户' });
  await user.type(within(second).getByRole('textbox', { name: /客户名称/ }), '新客户');
  await user.click(within(second).getByRole('button', { name: '创建客户' }));
  await waitFor(() => expect(within(dialog).queryByRole('button', { name: '新建客户' })).toBeNull());
  expect(server.of('POST /api/deals')).toHaveLength(0);
  await user.click(within(dialog).getByRole('button', { name: '创建' }));
  await waitFor(() =>
    expect(server.of('POST /api/deals').at(0)?.body).toMatchObject({ name: '新项目', account_id: '77' }),
  );
});
