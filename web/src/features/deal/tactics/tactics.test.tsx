import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { fakeServer, refusal } from '@/test/fakeServer';
import { session } from '@/test/fixtures';
import { renderApp } from '@/test/render';
import { dealId, person, sheet, sheetDeal } from '../fixture';
import type { Sheet, Tactics } from '../types';

const advice = { code: 'TB.EK', dont: 'mode.EK', why: 'mode.EK', days: 14 };
const tactics: Tactics = {
  next: [],
  phase: 'middle',
  roles: [{ role: 'TB', want: 0.62, got: 0.1, off: true }],
  people: [
    {
      influence_id: '502',
      verdict: 'silent',
      weight: 3,
      want: 0.62,
      got: 0.1,
      seen: 1,
      last_on: '2026-10-02',
      advice: [advice, { code: 'support.isolate', dont: 'support.isolate', why: 'support.isolate', days: 7 }],
    },
    {
      influence_id: '501',
      weight: 0,
      want: 0,
      got: 0,
      seen: 0,
      advice: [{ ...advice, code: 'coach.use', dont: 'coach' }],
    },
  ],
  position: [{ code: 'rival.unknown', dont: 'rival', why: 'rival.unknown', days: 5, name: '远帆' }],
};

function serve(change: Partial<Sheet> = {}, routes: Record<string, unknown> = {}) {
  return fakeServer({
    'GET /api/session': session,
    'GET /api/people': { items: [] },
    [`GET /api/deals/${dealId}/sheet`]: sheet(change),
    [`GET /api/deals/${dealId}/tactics`]: tactics,
    'GET /api/tasks': { items: [], total: 0 },
    'GET /api/notes': { items: [], total: 0 },
    'GET /api/timeline': { items: [] },
    'POST /api/tasks': {},
    ...routes,
  } as Parameters<typeof fakeServer>[0]);
}

const seen = () => screen.findByRole('region', { name: '现在该见谁' });

test('whom to see says why, what to do and what not, and one tap makes a task of it', async () => {
  const server = serve();
  const { user } = renderApp(`/deals/${dealId}?view=list`);
  const panel = within(await seen());
  expect(await panel.findByText('技术把关者：应占 62%，实占 10%')).toBeVisible();
  expect(panel.getByRole('link', { name: '查看刘敏' })).toBeVisible();
  expect(panel.queryByRole('link', { name: '查看赵启明' })).toBeNull();
  expect(panel.getByText('久未联系')).toBeVisible();
  expect(panel.getByText(/请教他的标准/)).toBeVisible();
  expect(panel.getByText(/不要推产品/)).toBeVisible();
  expect(panel.queryByText(/绝不攻击他/)).toBeNull();
  await user.click(panel.getByRole('button', { name: '再看 1 条' }));
  expect(panel.getByText(/绝不攻击他/)).toBeVisible();
  await user.click(panel.getByRole('button', { name: /向刘敏请教评价标准/ }));
  await waitFor(() => expect(server.of('POST /api/tasks')).toHaveLength(1));
  expect(server.of('POST /api/tasks')[0]?.body).toEqual({
    subject: `deal:${dealId}`,
    title: '向刘敏请教评价标准，邀他参与测试',
    due_on: '2026-12-05',
    assignee_id: '11',
    person_id: '502',
  });
});

test('advice about a rival names him, and what is a task already is not offered again', async () => {
  const task = { id: '1', title: '弄清远帆的来历和强弱项', may: [] };
  serve({}, { 'GET /api/tasks': { items: [task], total: 1 } });
  renderApp(`/deals/${dealId}?view=list`);
  const panel = within(await seen());
  expect(await panel.findByText(/谁请来远帆/)).toBeVisible();
  await panel.findByText('已在计划中');
  expect(panel.queryByRole('button', { name: /弄清远帆/ })).toBeNull();
});

test('a step about a hidden coach names him, so that nobody else reads it; a general one about coaches is not made', async () => {
  const second = { code: 'coach.second', dont: 'coach.second', why: 'coach.second', days: 20 };
  const server = serve(
    { influences: [person({ roles: ['CO'], hidden: true }), person({ id: '502', name: '刘敏' })] },
    { [`GET /api/deals/${dealId}/tactics`]: { ...tactics, position: [second] } },
  );
  const { user } = renderApp(`/deals/${dealId}?view=list&person=501`);
  const own = within(await screen.findByRole('region', { name: '对他的打法' }));
  expect(own.getByText(/绝不越过教练/)).toBeVisible();
  await user.click(own.getByRole('button', { name: /加为任务/ }));
  await waitFor(() => expect(server.of('POST /api/tasks')[0]?.body).toMatchObject({ person_id: '501' }));
  expect(await screen.findByText(/再培养一位不露面的教练/)).toBeInTheDocument();
  expect(screen.queryByRole('button', { name: /培养第二位教练/, hidden: true })).toBeNull();
});

test('a closed deal asks for nobody', async () => {
  const server = serve({ deal: sheetDeal({ status: 'won' }) });
  renderApp(`/deals/${dealId}?view=list`);
  await screen.findByRole('button', { name: '竞争' });
  await waitFor(() => expect(server.of(`GET /api/deals/${dealId}/tactics`)).toHaveLength(1));
  expect(screen.queryByRole('region', { name: '现在该见谁' })).toBeNull();
  expect(screen.queryByRole('button', { name: '见谁与打法' })).toBeNull();
});

test('what could not be read can be tried again', async () => {
  serve({}, { [`GET /api/deals/${dealId}/tactics`]: () => refusal(500, 'internal') });
  renderApp(`/deals/${dealId}?view=list`);
  expect(await within(await seen()).findByRole('button', { name: '重试' })).toBeVisible();
});
