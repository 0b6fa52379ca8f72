import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { fakeServer } from '@/test/fakeServer';
import { session } from '@/test/fixtures';
import { renderApp } from '@/test/render';
import { codes, dealId, person, sheet, sheetDeal } from '../../fixture';
import type { Seen, Sheet } from '../../types';
import { marks, steps } from './line';

const empty = { items: [], total: 0 };

function seen(change: Partial<Seen>): Seen {
  return {
    id: '1',
    deal_id: dealId,
    influence_id: '501',
    field: 'support',
    value: 2,
    on: '2026-11-01',
    recorded_at: '2026-11-01T02:00:00.000Z',
    by_id: '11',
    source: 'own_eyes',
    support_then: 2,
    ...change,
  } as Seen;
}

const history = [
  seen({
    id: '4',
    value: 3,
    support_then: 3,
    on: '2026-11-11',
    source: 'coach',
    evidence: '会上替我们说话',
    mode_then: 'G',
  }),
  seen({ id: '3', field: 'contact', value: 2, on: '2026-11-06' }),
  seen({ id: '2', value: null, support_then: undefined, on: '2026-11-06', source: 'guess' }),
  seen({ id: '1', value: -1, support_then: -1, on: '2026-11-01' }),
];

function serve(routes: Record<string, unknown> = {}, change: Partial<Sheet> = {}) {
  return fakeServer({
    'GET /api/session': session,
    'GET /api/people': { items: [{ id: '11', name: '林婉清', active: true }] },
    'GET /api/meta': codes,
    [`GET /api/deals/${dealId}/sheet`]: sheet(change),
    'GET /api/tasks': empty,
    'GET /api/notes': empty,
    'GET /api/timeline': { items: [] },
    'GET /api/influences/501/observations': { items: history },
    ...routes,
  } as Parameters<typeof fakeServer>[0]);
}

async function open() {
  const { user } = renderApp(`/deals/${dealId}?view=list&person=501`);
  const dialog = await screen.findByRole('dialog');
  return { user, course: within(await within(dialog).findByRole('region', { name: '支持度走势' })) };
}

test('a value holds until the next one; where it is unknown there is no line', () => {
  const found = marks(history, '2026-11-21');
  expect(found.map(({ x, y }) => [x, y])).toEqual([
    [0, 60],
    [25, undefined],
    [50, 20],
  ]);
  expect(steps(found)).toBe('M0 60H25M50 20H100');
  expect(marks([seen({ on: '2026-11-21' })], '2026-11-21')).toMatchObject([{ x: 100, y: 30 }]);
  expect(marks([], '2026-11-21')).toEqual([]);
});

test('the curve is said in words, and a list holds every point with its source and mode', async () => {
  serve();
  const { course } = await open();
  expect(await course.findByRole('img', { name: /为 −1.*为 \+3，共 3 次观察/ })).toBeVisible();
  const items = within(course.getByRole('list', { name: /最新在前/ })).getAllByRole('listitem');
  expect(items).toHaveLength(3);
  expect(items[0]).toHaveTextContent('教练告知');
  expect(items[0]).toHaveTextContent('林婉清');
  expect(items[0]).toHaveTextContent('会上替我们说话');
  expect(items[0]).toHaveTextContent('当时的反馈模式：如虎添翼');
  expect(items[1]).toHaveTextContent('推测');
  expect(items[2]).toHaveTextContent('当时的反馈模式未知');
});

test('one tap notes that support is unchanged today', async () => {
  const server = serve({ 'POST /api/influences/501/observations': {} });
  const { user, course } = await open();
  await user.click(await course.findByRole('button', { name: '今天仍是 +2' }));
  await waitFor(() => expect(server.of('POST /api/influences/501/observations')).toHaveLength(1));
  expect(server.of('POST /api/influences/501/observations')[0]?.body).toEqual({ field: 'support', value: 2 });
});

test('an observation is noted with source, day and evidence; how people behave stands beside the scale', async () => {
  const server = serve({ 'POST /api/influences/501/observations': {} });
  const { user, course } = await open();
  await user.click(await course.findByRole('button', { name: '记一次观察' }));
  await user.click(await course.findByText('支持我们，但外界压力过大时可能放弃'));
  expect(course.getByRole('radio', { name: '+3' })).toBeChecked();
  await user.click(course.getByRole('radio', { name: '教练告知' }));
  await user.type(course.getByLabelText('依据'), '评审会');
  await user.click(course.getByRole('button', { name: '记下' }));
  await waitFor(() => expect(server.of('POST /api/influences/501/observations')).toHaveLength(1));
  expect(server.of('POST /api/influences/501/observations')[0]?.body).toEqual({
    field: 'support',
    value: 3,
    source: 'coach',
    on: '2026-11-21',
    evidence: '评审会',
  });
});

test('nothing known says what belongs there; unsaved changes go first', async () => {
  serve({ 'GET /api/influences/501/observations': empty });
  const { user, course } = await open();
  expect(await course.findByText(/还没有记录过支持度/)).toBeVisible();
  await user.click(await screen.findByRole('checkbox', { name: '使用者' }));
  expect(course.getByText(/有未保存的修改/)).toBeVisible();
  expect(course.queryByRole('button', { name: '记一次观察' })).toBeNull();
});

test('who only reads finds no act', async () => {
  serve({}, { deal: sheetDeal({ may: [] }), influences: [person()] });
  const { course } = await open();
  await course.findByRole('img');
  expect(course.queryByRole('button')).toBeNull();
});
