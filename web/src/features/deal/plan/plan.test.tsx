import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { fakeServer } from '@/test/fakeServer';
import { session } from '@/test/fixtures';
import { renderApp } from '@/test/render';
import { dealId, sheet } from '../fixture';

const step = {
  id: '71',
  version: 4,
  title: '带同业案例请教标准',
  person_id: '502',
  person_name: '刘敏',
  assignee_name: '林婉清',
  due_on: '2026-12-01',
  aim: 'support',
  aim_from: '-4',
  aim_to: '-1',
  aim_now: '-2',
  effect: 'nearer',
  may: ['edit', 'remove'],
};

function serve(tasks: object[]) {
  return fakeServer({
    'GET /api/session': session,
    'GET /api/people': { items: [{ id: '11', name: '林婉清', active: true }] },
    [`GET /api/deals/${dealId}/sheet`]: sheet(),
    [`GET /api/deals/${dealId}/tactics`]: { people: [], roles: [], position: [], next: [], phase: 'early' },
    'GET /api/tasks': { items: tasks, total: tasks.length },
    'GET /api/notes': { items: [], total: 0 },
    'GET /api/timeline': { items: [] },
    'POST /api/tasks': {},
    'PATCH /api/tasks/71': {},
  } as Parameters<typeof fakeServer>[0]);
}

async function open() {
  const { user } = renderApp(`/deals/${dealId}?view=list`);
  return { user, plan: within(await screen.findByRole('region', { name: '行动计划' })) };
}

test('a step says who sees whom, what is to move from where to where, and where it stands', async () => {
  const server = serve([step, { ...step, id: '72', person_id: undefined, title: '别的任务' }]);
  const { user, plan } = await open();
  expect(await plan.findByText('林婉清 → 刘敏')).toBeVisible();
  for (const said of ['当时 −4', '目标 −1', '现在 −2', '有进展']) expect(plan.getByText(said)).toBeVisible();
  expect(plan.queryByText('别的任务')).toBeNull();
  await user.click(plan.getByRole('checkbox', { name: '带同业案例请教标准' }));
  await waitFor(() => expect(server.of('PATCH /api/tasks/71')[0]?.body).toEqual({ done: true }));
  await user.click(plan.getByRole('button', { name: /刘敏的行动/, expanded: false }));
  await user.click(plan.getAllByRole('radio', { name: '反馈模式' })[0] as HTMLElement);
  expect(server.of('PATCH /api/tasks/71')).toHaveLength(1);
  await user.click(plan.getByRole('radio', { name: '如虎添翼' }));
  await waitFor(() => expect(server.of('PATCH /api/tasks/71')[1]?.body).toEqual({ aim: 'mode', aim_to: 'G' }));
});

test('a step is made with a few taps: the person, the reason, what is to move', async () => {
  const server = serve([]);
  const { user, plan } = await open();
  expect(await plan.findByText(/还没有行动/)).toBeVisible();
  await user.click(plan.getByRole('button', { name: '刘敏' }));
  await user.type(plan.getByRole('textbox', { name: /为什么去见/ }), '同业案例');
  await user.click(plan.getByRole('radio', { name: '支持度' }));
  await user.click(plan.getByRole('radio', { name: '+1' }));
  await user.click(plan.getByRole('button', { name: '添加' }));
  await waitFor(() => expect(server.of('POST /api/tasks')).toHaveLength(1));
  expect(server.of('POST /api/tasks')[0]?.body).toEqual({
    subject: `deal:${dealId}`,
    title: '同业案例',
    person_id: '502',
    aim: 'support',
    aim_to: '1',
    due_on: '2026-12-01',
    assignee_id: '11',
  });
});
