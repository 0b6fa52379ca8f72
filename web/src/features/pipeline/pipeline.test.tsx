import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import type { BoardGroup, Deal } from '@/api/types';
import { fakeServer, refusal } from '@/test/fakeServer';
import { deal, session } from '@/test/fixtures';
import { renderApp } from '@/test/render';
import { neighbour, placeCard, readMove, unmetCriteria } from './moves';

const group = (key: string, items: Deal[] = []): BoardGroup => ({
  key,
  count: items.length,
  unknown_amount: 0,
  totals: [],
  weighted: [],
  items,
});
const board = (items: Deal[]) => ({
  groups: ['S1', 'S2', 'S3', 'S4', 'S5', 'S6'].map((key) =>
    group(
      key,
      items.filter(({ stage }) => stage === key),
    ),
  ),
});
const base = {
  'GET /api/session': session,
  'GET /api/people': { items: [] },
  'GET /api/views': { items: [], total: 0 },
};
const column = (name: string) => screen.findByRole('region', { name });
const card = () => screen.findByRole('article', { name: '江北能源科技 核心系统升级二期' });

describe('the board', () => {
  test('passes a gate by Alt and arrow, keeps the focus, announces it and can undo', async () => {
    let now = deal();
    const server = fakeServer({
      ...base,
      'GET /api/board': () => board([now]),
      'POST /api/deals/*/advance': () => {
        now = deal({ stage: 'S3', version: 4 });
        return now;
      },
      'POST /api/deals/*/undo': () => {
        now = deal({ version: 5 });
        return now;
      },
    });
    const { user } = renderApp('/pipeline');
    (await card()).focus();
    await user.keyboard('{Alt>}{ArrowRight}{/Alt}');
    await waitFor(async () => expect(await column('S3 技术突破')).toContainElement(await card()));
    expect(await screen.findByRole('status', { name: '看板消息' })).toHaveTextContent(
      '“核心系统升级二期”已移到S3 技术突破',
    );
    await waitFor(async () => expect(await card()).toHaveFocus());
    expect(server.asked.find(({ path }) => path.endsWith('/advance'))?.headers.get('if-match')).toBe('"3"');
    await user.click(await screen.findByRole('button', { name: '撤销' }));
    await waitFor(async () => expect(await column('S2 初步接触')).toContainElement(await card()));
    expect(server.asked.find(({ path }) => path.endsWith('/undo'))?.headers.get('if-match')).toBe('"4"');
  });

  test('a gate that is not met puts the card back and names what is missing', async () => {
    fakeServer({
      ...base,
      'GET /api/board': board([deal()]),
      'POST /api/deals/*/advance': refusal(409, 'gate_unmet', { params: { unmet: ['X1', 'S2.X3'] } }),
    });
    const { user } = renderApp('/pipeline');
    (await card()).focus();
    await user.keyboard('{Alt>}{ArrowRight}{/Alt}');
    const dialog = await screen.findByRole('dialog', { name: '初步接触的关口尚未满足' });
    expect(within(dialog).getAllByRole('listitem')).toHaveLength(2);
    expect(within(dialog).queryByText(/S2\.X/)).toBeNull();
    await user.click(within(dialog).getByText('关闭'));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(await column('S2 初步接触')).toContainElement(await card());
  });

  test('going back by menu asks for a reason', async () => {
    const server = fakeServer({
      ...base,
      'GET /api/board': board([deal({ stage: 'S4' })]),
      'POST /api/deals/*/back': deal({ stage: 'S2', version: 4 }),
    });
    const { user } = renderApp('/pipeline');
    await user.click(within(await card()).getByRole('button', { name: '移动“核心系统升级二期”' }));
    await user.click(await screen.findByRole('menuitem', { name: 'S2 初步接触' }));
    const dialog = await screen.findByRole('dialog', { name: '退回到初步接触' });
    expect(within(dialog).getByRole('button', { name: '退回' })).toBeDisabled();
    await user.type(within(dialog).getByLabelText(/退回原因/), '需求重新立项');
    await user.click(within(dialog).getByRole('button', { name: '退回' }));
    await waitFor(() => expect(server.asked.some(({ path }) => path.endsWith('/back'))).toBe(true));
    expect(server.asked.find(({ path }) => path.endsWith('/back'))?.body).toEqual({ to: 'S2', reason: '需求重新立项' });
  });

  test('a card one may not move has no menu and does not move', async () => {
    const server = fakeServer({ ...base, 'GET /api/board': board([deal({ may: [] })]) });
    const { user } = renderApp('/pipeline');
    const shown = await card();
    expect(within(shown).queryByRole('button')).toBeNull();
    shown.focus();
    await user.keyboard('{Alt>}{ArrowRight}{/Alt}');
    expect(server.asked.filter(({ method }) => method === 'POST')).toHaveLength(0);
  });

  test('groups by owner, in the address, and a move changes the owner', async () => {
    const server = fakeServer({
      ...base,
      'GET /api/board': {
        groups: [
          { ...group('11', [deal()]), label: '林婉清' },
          { ...group('12'), label: '何嘉怡' },
        ],
      },
      'POST /api/deals/*/owner': deal({ owner_id: '12', version: 4 }),
    });
    const { router, user } = renderApp('/pipeline');
    await user.click(await screen.findByRole('radio', { name: '负责人' }));
    await waitFor(() => expect(router.state.location.href).toBe('/pipeline?group=owner'));
    await column('何嘉怡');
    (await card()).focus();
    await user.keyboard('{Alt>}{ArrowRight}{/Alt}');
    await waitFor(() =>
      expect(server.asked.find(({ path }) => path.endsWith('/owner'))?.body).toEqual({ owner_id: '12' }),
    );
  });

  test('says how many do not fit and leads to them', async () => {
    const groups = board([deal()]).groups.map((one) => (one.key === 'S2' ? { ...one, count: 61 } : one));
    fakeServer({ ...base, 'GET /api/board': { groups } });
    renderApp('/pipeline?grade=A');
    const link = await screen.findByRole('link', { name: '还有 60 单，在列表中查看' });
    expect(link).toHaveAttribute('href', '/deals?grade=A&stage=S2');
  });

  test('failed, and tried again', async () => {
    let broken = true;
    fakeServer({ ...base, 'GET /api/board': () => (broken ? refusal(500, 'internal') : board([deal()])) });
    const { user } = renderApp('/pipeline');
    await screen.findByRole('alert');
    broken = false;
    await user.click(screen.getByRole('button', { name: '重试' }));
    expect(await card()).toBeVisible();
  });

  test('empty', async () => {
    fakeServer({ ...base, 'GET /api/board': board([]) });
    renderApp('/pipeline');
    expect(await screen.findByRole('heading', { name: '还没有商机' })).toBeVisible();
  });
});

describe('a move', () => {
  const free = deal();
  test.each([
    ['one stage on is a gate', 'stage', free, 'S2', 'S3', { act: 'advance', to: 'S3' }],
    ['a later column is the next gate', 'stage', free, 'S2', 'S6', { act: 'advance', to: 'S3' }],
    ['an earlier column is a way back', 'stage', free, 'S4', 'S1', { act: 'back', to: 'S1' }],
    ['another owner is an assignment', 'owner', free, '11', '12', { act: 'owner', to: '12' }],
  ] as const)('%s', (_name, grouping, moved, from, to, expected) => {
    expect(readMove(grouping, moved, from, to)).toMatchObject(expected);
  });
  test.each([
    ['to the same column', 'stage', free, 'S2', 'S2'],
    ['without the right to move', 'stage', deal({ may: ['assign'] }), 'S2', 'S3'],
    ['without the right to assign', 'owner', deal({ may: ['move'] }), '11', '12'],
    ['to nobody', 'owner', free, '11', 'none'],
    ['between grades, which are computed', 'grade', free, 'A', 'B'],
    ['between flags, which are computed', 'worst', free, 'high', 'low'],
  ] as const)('%s means nothing', (_name, grouping, moved, from, to) => {
    expect(readMove(grouping, moved, from, to)).toBeUndefined();
  });

  test('puts the card on top of its new column and changes no other', () => {
    const groups = [group('S1', [deal({ id: '1' })]), group('S2', [deal({ id: '2' })]), group('S3')];
    const moved = placeCard(groups, '1', 'S2');
    expect(moved.map(({ count, items }) => [count, items.map(({ id }) => id)])).toEqual([
      [0, []],
      [2, ['1', '2']],
      [0, []],
    ]);
    expect(moved[2]).toBe(groups[2]);
    expect(placeCard(groups, 'none', 'S2')).toBe(groups);
  });

  test('a step stops at the edge', () => {
    const groups = [group('S1'), group('S2')];
    expect([neighbour(groups, 'S1', 1), neighbour(groups, 'S2', 1), neighbour(groups, 'S1', -1)]).toEqual([
      'S2',
      undefined,
      undefined,
    ]);
  });

  test('the criteria of a refused gate are read in both forms', () => {
    expect(unmetCriteria({ unmet: ['X1', 'S2.X3', 4] }, 'S2')).toEqual(['S2.X1', 'S2.X3']);
    expect(unmetCriteria({}, 'S2')).toEqual([]);
  });
});
