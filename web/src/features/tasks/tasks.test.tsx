import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { fakeServer, refusal } from '@/test/fakeServer';
import { session } from '@/test/fixtures';
import { renderApp } from '@/test/render';
import { dueOf, grouped, type Task, weekEnd } from './groups';

const at = '2026-11-20T02:00:00.000Z';
function task(change: Partial<Task> = {}): Task {
  return {
    id: '1',
    version: 2,
    title: '约许总',
    subject_kind: 'deal',
    subject_id: '40',
    subject_name: 'MES 二期',
    author_id: '1',
    assignee_id: session.user.id,
    created_at: at,
    updated_at: at,
    may: ['edit', 'remove'],
    ...change,
  };
}
const base = {
  'GET /api/session': { ...session, may: ['deal.contribute'] },
  'GET /api/people': { items: [] },
};
const { today } = session.workspace;

describe('days', () => {
  test.each([
    ['2026-11-16', '2026-11-22'],
    ['2026-11-21', '2026-11-22'],
    ['2026-11-22', '2026-11-22'],
    ['2026-12-31', '2027-01-03'],
  ])('the week of %s ends on %s', (day, end) => expect(weekEnd(day)).toBe(end));

  test.each([
    [undefined, 'none'],
    ['2026-11-17', 'overdue'],
    ['2026-11-18', 'today'],
    ['2026-11-22', 'week'],
    ['2026-11-23', 'later'],
  ])('%s is %s', (day, due) => expect(dueOf(day, '2026-11-18')).toBe(due));

  test('groups keep their order and empty ones are left out', () => {
    const tasks = [task({ id: '1' }), task({ id: '2', due_on: '2020-01-01' })];
    expect(grouped(tasks, '2026-11-18').map(({ due }) => due)).toEqual(['overdue', 'none']);
  });
});

describe('my tasks', () => {
  test('stand by day, each with a link to its record', async () => {
    const server = fakeServer({
      ...base,
      'GET /api/tasks': {
        items: [task({ due_on: '2020-01-01' }), task({ id: '2', title: '备料', due_on: today })],
        total: 2,
      },
    });
    renderApp('/tasks');
    expect(await screen.findByRole('heading', { name: /已逾期/ })).toBeVisible();
    expect(screen.getByRole('heading', { name: /今天/ })).toBeVisible();
    expect(screen.getAllByRole('link', { name: 'MES 二期' })[0]).toHaveAttribute('href', '/deals/40');
    expect(Object.fromEntries(server.of('GET /api/tasks').at(0)?.query ?? [])).toMatchObject({
      mine: 'true',
      done: 'false',
    });
  });

  test('are ticked off with the key x, and the tick can be taken back', async () => {
    const server = fakeServer({
      ...base,
      'GET /api/tasks': { items: [task()], total: 1 },
      'PATCH /api/tasks/1': task({ version: 3, done_at: at }),
    });
    const { user } = renderApp('/tasks');
    await screen.findByRole('button', { name: '约许总' });
    await user.keyboard('jx');
    await waitFor(() => expect(server.of('PATCH /api/tasks/1').at(0)?.body).toEqual({ done: true }));
    expect(server.of('PATCH /api/tasks/1').at(0)?.headers.get('If-Match')).toBe('"2"');
    await user.click(await screen.findByRole('button', { name: '撤销' }));
    await waitFor(() => expect(server.of('PATCH /api/tasks/1').at(1)?.body).toEqual({ done: false }));
    expect(server.of('PATCH /api/tasks/1').at(1)?.headers.get('If-Match')).toBe('"3"');
  });

  test('need a record, and the refusal stands at the field', async () => {
    fakeServer({
      ...base,
      'GET /api/tasks': { items: [], total: 0 },
      'POST /api/tasks': refusal(422, 'subject_missing', { field: 'subject', detail: '请指明记录' }),
    });
    const { user } = renderApp('/tasks');
    await screen.findByText('没有待办任务');
    await user.keyboard('a');
    const dialog = await screen.findByRole('dialog', { name: '新建任务' });
    await user.type(within(dialog).getByRole('textbox', { name: /要做什么/ }), '打电话');
    await user.click(within(dialog).getByRole('button', { name: '添加任务' }));
    expect(await within(dialog).findByText('请指明记录')).toBeVisible();
    expect(within(dialog).getByRole('textbox', { name: /要做什么/ })).toHaveValue('打电话');
  });

  test('that are not mine to change cannot be ticked', async () => {
    fakeServer({ ...base, 'GET /api/tasks': { items: [task({ may: [] })], total: 1 } });
    renderApp('/tasks');
    expect(await screen.findByRole('checkbox', { name: '完成“约许总”' })).toBeDisabled();
  });
});
