import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { fakeServer, refusal } from '@/test/fakeServer';
import { session } from '@/test/fixtures';
import { renderApp } from '@/test/render';
import { dealId, sheet } from '../fixture';

const row = {
  id: '31',
  deal_id: dealId,
  number: 2,
  opened_by_id: '12',
  opened_by: '莫克',
  opened_at: '2026-11-21T01:00:00.000Z',
};

const before = {
  ...row,
  id: '30',
  number: 1,
  closed_at: '2026-11-10T02:00:00.000Z',
  closed_by: '莫克',
  closed_by_id: '12',
  decision: 'hold',
  reason: '等预算批复',
};

const doubt = {
  id: '41',
  review_id: '31',
  question: 3,
  text: '高远真的是决策者？',
  raised_by_id: '12',
  raised_by: '莫克',
  raised_at: '2026-11-21T02:00:00.000Z',
  state: 'open',
  may: ['answer'],
};

const question = (number: number) => ({
  topic: 'question',
  first: [],
  flags: [],
  moved: [],
  question: { number, part: 'board', state: 'open', items: [], met: 0, flags: [], changed: [] },
});

const undone = { id: '71', version: 1, title: '约总工', assignee_name: '林婉清', due_on: '2026-11-15', may: ['edit'] };

/** The second review of the deal: an act is left over, and a critical flag is open. */
function meeting(change: object = {}) {
  return {
    ...row,
    agenda: [
      { topic: 'last', first: [{ why: 'undone', id: '71' }], flags: [], moved: [] },
      { ...question(3), first: [{ why: 'critical', id: '802' }], flags: ['802'] },
      question(1),
    ],
    flags: sheet().flags,
    challenges: [doubt],
    left: [],
    tasks: [],
    undone: [undone],
    may: ['challenge', 'task', 'decide'],
    last: before,
    since: { from: '2026-11-10', to: '2026-11-21', changes: [] },
    ...change,
  };
}

function serve(one: object, list: object = { items: [row, before] }) {
  return fakeServer({
    'GET /api/session': session,
    'GET /api/people': { items: [{ id: '11', name: '林婉清', active: true }] },
    [`GET /api/deals/${dealId}/sheet`]: sheet(),
    [`GET /api/deals/${dealId}/reviews`]: list,
    [`POST /api/deals/${dealId}/reviews`]: row,
    'GET /api/reviews/31': one,
    'POST /api/reviews/31/challenges': doubt,
    'POST /api/reviews/31/tasks': undone,
    'POST /api/reviews/31/decision': before,
    'POST /api/challenges/41/answer': doubt,
    'PATCH /api/tasks/71': undone,
  } as Parameters<typeof fakeServer>[0]);
}

async function open(path = 'review') {
  const { user, router } = renderApp(`/deals/${dealId}/${path}`);
  await screen.findByText('第2次评审');
  return { user, router };
}

test('what must be talked about first stands first, with the reason', async () => {
  const server = serve(meeting());
  const { user } = await open();
  const first = within(await screen.findByRole('region', { name: '先谈' }));
  expect(first.getAllByRole('heading', { level: 3 }).map((one) => one.textContent)).toEqual([
    '上次评审留下的事',
    expect.stringMatching(/^3谁是关键人/),
  ]);
  expect(first.getByText('上次的行动没有完成')).toBeVisible();
  expect(first.getByText('有严重小红旗')).toBeVisible();
  await user.click(first.getByRole('checkbox', { name: '约总工' }));
  await waitFor(() => expect(server.of('PATCH /api/tasks/71')[0]?.body).toEqual({ done: true }));
});

test('a flag is doubted, a doubt is answered, and an act is given to somebody', async () => {
  const server = serve(meeting());
  const { user } = await open();
  await user.click(await screen.findByRole('button', { name: /^3 ?谁是关键人/ }));
  const flag = within(screen.getByRole('link', { name: /没有决策者|决策者/ }).closest('li') as HTMLElement);
  await user.click(flag.getByRole('button', { name: /^质疑：/ }));
  await user.type(flag.getByRole('textbox', { name: /有什么不能确定/ }), '他签过字吗');
  await user.click(flag.getByRole('button', { name: '提出质疑' }));
  await waitFor(() =>
    expect(server.of('POST /api/reviews/31/challenges')[0]?.body).toEqual({
      question: 3,
      flag_id: '802',
      text: '他签过字吗',
    }),
  );
  const log = within(screen.getByRole('region', { name: '质疑' }));
  await user.click(log.getByRole('button', { name: '回答' }));
  await user.type(log.getByRole('textbox', { name: /怎么回答/ }), '签过同类合同');
  await user.click(log.getByRole('button', { name: '记下回答' }));
  await waitFor(() => expect(server.of('POST /api/challenges/41/answer')[0]?.body).toEqual({ text: '签过同类合同' }));
  const acts = within(screen.getByRole('region', { name: '行动' }));
  await user.click(acts.getByRole('button', { name: '安排行动' }));
  await user.type(acts.getByRole('textbox', { name: /做什么/ }), '约总经理');
  await user.click(acts.getByRole('button', { name: '安排行动' }));
  await waitFor(() =>
    expect(server.of('POST /api/reviews/31/tasks')[0]?.body).toEqual({
      title: '约总经理',
      assignee_id: '11',
      due_on: '2026-11-28',
    }),
  );
});

test('whoever holds says why and until when', async () => {
  const server = serve(meeting());
  const { user } = await open();
  const panel = within(await screen.findByRole('region', { name: '决定' }));
  const decide = panel.getByRole('button', { name: '做出决定' });
  expect(decide).toBeDisabled();
  await user.click(panel.getByRole('radio', { name: '等待' }));
  await user.type(panel.getByRole('textbox', { name: /理由/ }), '等预算');
  expect(decide).toBeDisabled();
  await user.type(panel.getByLabelText(/等到哪天/), '2026-12-01');
  await user.click(decide);
  await waitFor(() =>
    expect(server.of('POST /api/reviews/31/decision')[0]?.body).toEqual({
      decision: 'hold',
      reason: '等预算',
      next_on: '2026-12-01',
      remind: true,
    }),
  );
});

test('who only reads finds no act and learns who decides', async () => {
  serve(meeting({ may: [], challenges: [{ ...doubt, may: [] }] }));
  await open();
  expect(await screen.findByText('由负责人的上级做出决定。')).toBeVisible();
  for (const name of ['质疑', '回答', '安排行动', '做出决定', '开始评审'])
    expect(screen.queryByRole('button', { name })).toBeNull();
});

test.each([
  ['advance', '去通过关口'],
  ['lower', '降低接触级别'],
  ['give_up', '放弃'],
])('after the decision %s the act that fits is offered', async (decision, act) => {
  serve(meeting({ closed_at: '2026-11-21T03:00:00.000Z', closed_by: '莫克', decision, offer: decision, may: [] }));
  await open();
  const panel = within(await screen.findByRole('region', { name: '决定' }));
  expect(panel.getByText('决定已记下，商机还没有动。')).toBeVisible();
  const role = decision === 'advance' ? 'link' : 'button';
  expect(panel.getByRole(role, { name: act })).toBeVisible();
});

test.each([
  ['行动', '安排行动', /做什么/],
  ['质疑', '质疑', /有什么不能确定/],
])('the empty panel %s says what belongs there and why, and its one act opens the form', async (name, act, field) => {
  serve(meeting({ challenges: [] }));
  const { user } = await open();
  const panel = within(await screen.findByRole('region', { name }));
  expect(panel.getAllByRole('button')).toHaveLength(1);
  await user.click(panel.getByRole('button', { name: act }));
  expect(panel.getByRole('textbox', { name: field })).toHaveFocus();
});

test('a deal that was never reviewed offers the first review to who may open one', async () => {
  const server = serve(meeting(), { items: [], may_open: true });
  const { user } = renderApp(`/deals/${dealId}/review`);
  expect(await screen.findByText('还没有评审过')).toBeVisible();
  await user.click(screen.getByRole('button', { name: '开始评审' }));
  await waitFor(() => expect(server.of(`POST /api/deals/${dealId}/reviews`)).toHaveLength(1));
});

test.each([
  ['进行中', { items: [row, before] }],
  ['已到期', { items: [before], due: true }],
])('wherever one reads the deal it says that a review is %s', async (word, list) => {
  serve(meeting(), list);
  renderApp(`/deals/${dealId}/questions`);
  expect(await screen.findByRole('link', { name: new RegExp(`^评审\\s?${word}$`) })).toBeVisible();
});

test('what could not be read can be tried again', async () => {
  serve(() => refusal(503, 'busy'));
  renderApp(`/deals/${dealId}/review`);
  expect(await screen.findByRole('button', { name: '重试' }, { timeout: 5000 })).toBeInTheDocument();
});

test('the room shows one item at a time, as a room may see it, and the arrow keys go on', async () => {
  const server = serve(meeting());
  const { user, router } = await open('room');
  expect(await screen.findByRole('heading', { level: 1, name: '议程' })).toHaveFocus();
  expect(server.of('GET /api/reviews/31').map(({ query }) => query.get('room'))).toEqual(['true']);
  expect(screen.queryByRole('navigation')).toBeNull();
  await user.keyboard('{ArrowRight}{ArrowRight}');
  expect(await screen.findByRole('heading', { level: 1, name: /谁是关键人/ })).toHaveFocus();
  expect(router.state.location.search).toEqual({ at: 'q3' });
  expect(screen.queryByRole('link')).toBeNull();
  await user.keyboard('{End}');
  expect(await screen.findByRole('heading', { level: 1, name: '决定' })).toHaveFocus();
  await user.keyboard('{Escape}');
  await waitFor(() => expect(router.state.location.pathname).toBe(`/deals/${dealId}/review`));
});
