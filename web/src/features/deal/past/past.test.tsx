import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { fakeServer } from '@/test/fakeServer';
import { session } from '@/test/fixtures';
import { renderApp } from '@/test/render';
import { dealId, sheet, sheetDeal } from '../fixture';
import { dayAfter, within as inside, stepFrom } from './days';

const turn = {
  at: '2026-03-03T01:00:00.000Z',
  on: '2026-03-03',
  what: 'swung',
  person: '刘敏',
  from: 3,
  to: -2,
  key: true,
};
const history = {
  first: '2026-01-05',
  last: '2026-04-30',
  days: [
    { on: '2026-01-05', changes: 2, turns: [] },
    { on: '2026-03-03', changes: 1, turns: [turn] },
  ],
  chapters: [],
};
const comparison = {
  from: '2026-01-05',
  to: '2026-03-03',
  changes: [
    {
      group: 'people',
      how: 'changed',
      field: 'support',
      name: '刘敏',
      id: '502',
      before: { number: 3 },
      after: { number: -2 },
      tone: 'worse',
    },
    { group: 'flags', how: 'came', rule: 'RF-03', after: { code: 'critical' }, tone: 'worse' },
  ],
};

function serve(change: Record<string, unknown> = {}) {
  return fakeServer({
    'GET /api/session': session,
    'GET /api/people': { items: [] },
    [`GET /api/deals/${dealId}/sheet`]: sheet({ as_of: '2026-03-03', deal: sheetDeal({ may: [] }) }),
    [`GET /api/deals/${dealId}/history`]: history,
    [`GET /api/deals/${dealId}/compare`]: comparison,
    'GET /api/tasks': { items: [], total: 0 },
    'GET /api/notes': { items: [], total: 0 },
    'GET /api/timeline': { items: [] },
    ...change,
  } as Parameters<typeof fakeServer>[0]);
}

test('a day is shown for reading only; the arrow keys go to the days with changes, Escape back to now', async () => {
  serve();
  const { user } = renderApp(`/deals/${dealId}?view=list&on=2026-03-03`);
  const bar = within(await screen.findByRole('region', { name: '时光机' }, { timeout: 8000 }));
  expect(await bar.findByText('2026/03/03 的样子，仅供查看')).toBeVisible();
  expect(await bar.findByText('刘敏的支持度从 +3 变为 −2')).toBeVisible();
  await screen.findByRole('heading', { level: 1, name: '核心系统升级二期' });
  expect(screen.queryByRole('button', { name: '编辑' })).toBeNull();
  bar.getByRole('slider').focus();
  await user.keyboard('{ArrowLeft}');
  expect(await screen.findByText('2026/01/05 的样子，仅供查看')).toBeVisible();
  await user.keyboard('{Escape}');
  await waitFor(() => expect(screen.queryByRole('region', { name: '时光机' })).toBeNull());
});

test('two days are compared by sign and word, people and flags by name', async () => {
  serve();
  renderApp(`/deals/${dealId}?on=2026-03-03&from=2026-01-05`);
  const people = within(await screen.findByRole('table', { name: '人物' }));
  const row = people.getByRole('row', { name: /刘敏 支持度/ });
  expect(row).toHaveTextContent('+3');
  expect(row).toHaveTextContent('−2');
  expect(row).toHaveTextContent('▼ 变差');
  expect(within(screen.getByRole('table', { name: '小红旗' })).getByText(/新增/)).toBeVisible();
  expect(screen.getByText('2 处不同：0 处变好，2 处变差')).toBeVisible();
});

test('days: the next with a change, and none beyond the ends', () => {
  const days = ['2026-01-05', '2026-03-03'];
  expect(stepFrom(days, '2026-03-03', -1)).toBe('2026-01-05');
  expect(stepFrom(days, '2026-03-03', 1)).toBeUndefined();
  expect(dayAfter('2026-02-28', 1)).toBe('2026-03-01');
  expect(inside('2027-01-01', '2026-01-05', '2026-04-30')).toBe('2026-04-30');
});
