import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { fakeServer, refusal } from '@/test/fakeServer';
import { session } from '@/test/fixtures';
import { renderApp } from '@/test/render';
import { dealId, sheet, sheetDeal } from '../fixture';
import type { NextStep, Sheet } from '../types';

function serve(next: NextStep[] | (() => unknown), change: Partial<Sheet> = {}) {
  const tactics = Array.isArray(next) ? { people: [], roles: [], position: [], next } : next;
  return fakeServer({
    'GET /api/session': session,
    'GET /api/people': { items: [] },
    [`GET /api/deals/${dealId}/sheet`]: sheet(change),
    [`GET /api/deals/${dealId}/tactics`]: tactics,
    'GET /api/tasks': { items: [], total: 0 },
    'GET /api/notes': { items: [], total: 0 },
    'GET /api/timeline': { items: [] },
    'POST /api/flags/802/mitigate': {},
  } as Parameters<typeof fakeServer>[0]);
}

async function open() {
  const { user } = renderApp(`/deals/${dealId}?view=list`);
  return { user, next: within(await screen.findByRole('region', { name: '接下来先做' })) };
}

test('the next steps stand in the order of the server, each with its reason, its day and one act', async () => {
  const server = serve([
    { rule: 'RF-01', severity: 'critical', on: '2026-11-25' },
    {
      rule: 'RF-20',
      subject: '501',
      influence_id: '501',
      severity: 'medium',
      also: ['RF-35'],
      task_id: '71',
      title: '赵启明：去看他',
      on: '2026-11-01',
      late: true,
    },
    { criterion: 'X1', on: '2026-12-07' },
  ]);
  const { user, next } = await open();
  const steps = await next.findAllByRole('listitem');
  expect(steps).toHaveLength(3);
  expect(steps[0]).toHaveTextContent(/严重.*没有决策者：/);
  expect(steps[1]).toHaveTextContent(/赵启明（.+） · 去看他/);
  expect(steps[1]).toHaveTextContent('另有 1 面小红旗也在他身上');
  expect(steps[1]).toHaveTextContent('已过期');
  expect(steps[2]).toHaveTextContent(/补上：.*本阶段关口还差这一项/);
  expect(next.getByRole('button', { name: '已加入，去任务' })).toBeVisible();
  expect(next.getByRole('button', { name: '去关口' })).toBeVisible();
  expect(next.getByRole('link', { name: '手册：没有决策者' })).toHaveAttribute('href', '/handbook?topic=rule%3ARF-01');
  expect(next.getAllByRole('button', { name: '加入计划' })).toHaveLength(1);
  await user.click(next.getByRole('button', { name: '加入计划' }));
  await waitFor(() => expect(server.of('POST /api/flags/802/mitigate')).toHaveLength(1));
});

test('the focus stays where a step became a task', async () => {
  const step: NextStep = { rule: 'RF-01', severity: 'critical', on: '2026-11-25' };
  let made = false;
  const tactics = () => ({
    people: [],
    roles: [],
    position: [],
    next: [made ? { ...step, task_id: '71', title: '问教练' } : step],
  });
  serve(tactics);
  const { user, next } = await open();
  const add = await next.findByRole('button', { name: '加入计划' });
  made = true;
  await user.click(add);
  await waitFor(() => expect(next.getByRole('button', { name: '已加入，去任务' })).toHaveFocus());
});

test('where nothing presses it says so; a deal that is over has no such panel', async () => {
  serve([]);
  const { next } = await open();
  expect(next.getByText(/眼下没有要紧的事/)).toBeVisible();
});

test('a deal that was won without anything owed shows nothing', async () => {
  serve([], { deal: sheetDeal({ status: 'won' }), gate: undefined });
  renderApp(`/deals/${dealId}?view=list`);
  await screen.findByRole('heading', { level: 1, name: '核心系统升级二期' });
  expect(screen.queryByRole('region', { name: '接下来先做' })).toBeNull();
});

test('a refusal is said with a way to try again', async () => {
  serve(() => refusal(500, 'internal'));
  const { next } = await open();
  expect(await next.findByRole('button', { name: '重试' })).toBeVisible();
});
