import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { fakeServer, refusal } from '@/test/fakeServer';
import { session } from '@/test/fixtures';
import { renderApp } from '@/test/render';
import { dealId, sheet } from '../fixture';

const parts = ['board', 'board', 'board', 'opening', 'opening', 'opening', 'moves', 'moves', 'moves'];

/** A worksheet whose first question is as given; the others are open. */
function worksheet(first: object, more: object = {}) {
  const questions = parts.map((part, at) => ({
    number: at + 1,
    part,
    state: 'open',
    items: [],
    met: 0,
    flags: [],
    changed: [],
    ...(at === 0 && first),
  }));
  return { questions, answered: 1, held: 0, met: 3, total: 8, seen: '77', may_check: true, ...more };
}

const partly = {
  state: 'partly',
  met: 1,
  items: [
    { code: 'sso_what', values: ['监控平台'], met: true },
    { code: 'sso_who', met: false },
    { code: 'holders_eb', met: false },
  ],
};

function serve(answer: object | (() => Response)) {
  return fakeServer({
    'GET /api/session': session,
    'GET /api/people': { items: [{ id: '11', name: '林婉清', active: true }] },
    [`GET /api/deals/${dealId}/sheet`]: sheet(),
    [`GET /api/deals/${dealId}/questions`]: answer,
    [`POST /api/deals/${dealId}/questions`]: {},
  } as Parameters<typeof fakeServer>[0]);
}

const open = async (name: RegExp) => {
  const { user } = renderApp(`/deals/${dealId}/questions?q=1`);
  const item = (await screen.findByRole('button', { name })).closest('li') as HTMLElement;
  return { user, item: within(item) };
};

test('what is known stands there, and what is missing leads to where it is filled in', async () => {
  serve(worksheet(partly));
  const { item } = await open(/客户究竟要什么/);
  expect(screen.getByText('9 问中已回答 1 问')).toBeInTheDocument();
  expect(item.getByText('监控平台')).toBeInTheDocument();
  expect(item.getByRole('link', { name: /目标：给谁/ })).toHaveAttribute(
    'href',
    expect.stringContaining('at=objective'),
  );
  expect(item.getByText('还没有人看过')).toBeInTheDocument();
});

test('who finds that a question holds says what he has seen', async () => {
  const server = serve(worksheet(partly));
  const { user, item } = await open(/客户究竟要什么/);
  await user.click(item.getByRole('button', { name: '看过，成立' }));
  await waitFor(() =>
    expect(server.asked.find(({ method }) => method === 'POST')?.body).toEqual({
      question: 1,
      act: 'confirmed',
      seen: '77',
    }),
  );
});

test('what changed since opens a question again, and who only reads finds no act', async () => {
  const change = { event_id: '9', at: '2026-11-20T01:00:00Z', by: '莫克', kind: 'deal', field: 'sso_quantity' };
  const check = { id: '5', deal_id: dealId, question: 1, act: 'confirmed', by_id: '11', recorded_at: change.at };
  serve(worksheet({ ...partly, state: 'again', check, changed: [change] }, { may_check: false }));
  const { item } = await open(/客户究竟要什么/);
  expect(item.getByText('需要重看')).toBeInTheDocument();
  expect(item.getByText('目标：多少')).toBeInTheDocument();
  expect(item.getByText('莫克')).toBeInTheDocument();
  expect(await item.findByText(/林婉清/)).toBeInTheDocument();
  expect(item.queryByRole('button', { name: '看过，成立' })).not.toBeInTheDocument();
});

test('a deal without a stage has no questions', async () => {
  serve(worksheet({}, { questions: [] }));
  renderApp(`/deals/${dealId}/questions`);
  expect(await screen.findByText('这个商机没有九问')).toBeInTheDocument();
});

test('what could not be read can be tried again', async () => {
  serve(() => refusal(503, 'busy'));
  renderApp(`/deals/${dealId}/questions`);
  expect(await screen.findByRole('button', { name: '重试' }, { timeout: 5000 })).toBeInTheDocument();
});
