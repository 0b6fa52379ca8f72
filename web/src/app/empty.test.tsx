import { screen, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { fakeServer } from '@/test/fakeServer';
import { session } from '@/test/fixtures';
import { renderApp } from '@/test/render';

const writes = ['deal.create', 'account.create', 'account.edit', 'deal.contribute'];
const none = { items: [], total: 0 };

function open(path: string, may: string[]) {
  fakeServer({
    'GET /api/session': { ...session, may },
    'GET /api/people': { items: [] },
    'GET /api/views': { items: [] },
    'GET /api/tags': { items: [] },
    'GET /api/deals': none,
    'GET /api/board': { groups: [], total: 0 },
    'GET /api/accounts': none,
    'GET /api/contacts': none,
    'GET /api/tasks': none,
    'GET /api/flags': none,
    'GET /api/flags/summary': { items: [] },
    'GET /api/week': { from: '2026-11-16', to: '2026-11-22', owners: [], more: false },
  } as Parameters<typeof fakeServer>[0]);
  return renderApp(path);
}

async function emptyPart() {
  const main = await screen.findByRole('main');
  await within(main).findByRole('heading', { level: 2 });
  const part = main.querySelector<HTMLElement>('[data-state=page]');
  if (!part) throw new Error('nothing says that it is empty');
  expect(part.querySelector('h2')?.textContent).toBeTruthy();
  expect(part.querySelector('p')?.textContent).toBeTruthy();
  return within(part);
}

test.each([
  ['/pipeline', '新建商机'],
  ['/deals', '新建商机'],
  ['/deals?q=x', '清除筛选'],
  ['/accounts', '新建客户'],
  ['/contacts', '新建联系人'],
  ['/tasks', '新建任务'],
  ['/tasks?show=done', '看待办'],
  ['/flags', '看销售管道'],
  ['/flags?tab=rules', '看销售管道'],
  ['/flags?severity=high', '清除筛选'],
  ['/week', '看销售管道'],
])('%s without anything says what belongs there and offers “%s”', async (path, act) => {
  open(path, writes);
  const part = await emptyPart();
  const acts = [...part.queryAllByRole('button'), ...part.queryAllByRole('link')];
  expect(acts.map((one) => one.textContent)).toEqual([act]);
});

test.each(['/pipeline', '/deals', '/accounts', '/contacts', '/tasks'])('%s offers a reader nothing', async (path) => {
  open(path, []);
  const part = await emptyPart();
  expect([...part.queryAllByRole('button'), ...part.queryAllByRole('link')]).toEqual([]);
});
