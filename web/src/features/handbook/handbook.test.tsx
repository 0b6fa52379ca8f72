import { screen, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { fakeServer } from '@/test/fakeServer';
import { session } from '@/test/fixtures';
import { renderApp } from '@/test/render';
import { cleanHandbookSearch } from './search';

const meta = {
  stages: [
    {
      code: 'S2',
      phase: 'early',
      position: 'high_above',
      probability: 5,
      typical_days: 30,
      buyer_first: 'B2',
      buyer_last: 'B3',
      entry: '',
      criteria: ['X1', 'X2'],
    },
  ],
  templates: [],
  rules: [
    { id: 'RF-01', family: 'people', source: '' },
    { id: 'RF-44', family: 'qualification', source: '' },
  ],
  wins: [],
  support: [{ value: 5, code: 'p5' }],
  lists: { role: ['EB', 'TB'], mode: ['G', 'T'] },
};

const serve = () =>
  fakeServer({ 'GET /api/session': session, 'GET /api/meta': meta } as Parameters<typeof fakeServer>[0]);

test('pages are found by their words, and opened', async () => {
  serve();
  const { user } = renderApp('/handbook');
  const topics = await screen.findByRole('navigation', { name: '手册目录' });
  expect(await within(topics).findByRole('link', { name: '没有决策者' })).toBeVisible();
  await user.type(within(topics).getByRole('searchbox'), '拍板');
  expect(
    within(topics)
      .getAllByRole('link')
      .map((link) => link.textContent),
  ).toEqual(['没有决策者']);
  await user.click(within(topics).getByRole('link', { name: '没有决策者' }));
  const page = await screen.findByRole('article');
  expect(page).toHaveTextContent('RF-01');
  expect(page).toHaveTextContent('不知道谁最终拍板');
  expect(within(page).getByRole('link', { name: '看现在亮着的' })).toHaveAttribute(
    'href',
    '/flags?tab=team&rule=RF-01',
  );
});

test('a role says what to do in each mode, and leads to the modes', async () => {
  serve();
  const { user } = renderApp('/handbook?topic=role:EB');
  const page = await screen.findByRole('article');
  expect(page).toHaveTextContent('性价比如何');
  await user.click(within(page).getByRole('link', { name: '亡羊补牢' }));
  expect(await screen.findByRole('heading', { level: 2, name: '亡羊补牢' })).toBeVisible();
  expect(screen.getByRole('article')).toHaveTextContent('技术把关者');
});

test('a stage lists what its gate asks', async () => {
  serve();
  renderApp('/handbook?topic=stage:S2');
  const page = await screen.findByRole('article');
  expect(within(page).getAllByRole('listitem')).toHaveLength(2);
  expect(page).toHaveTextContent('5 %');
});

test('the situations stand without a name to fill in', async () => {
  serve();
  renderApp('/handbook?topic=situation:all');
  const page = await screen.findByRole('article');
  expect(within(page).getAllByRole('listitem').length).toBeGreaterThan(15);
  expect(page.textContent).not.toContain('{');
});

test('an address that no page has leads to the topics', () => {
  expect(cleanHandbookSearch({ topic: 'rule:RF-01' })).toEqual({ topic: 'rule:RF-01' });
  expect(cleanHandbookSearch({ topic: 'javascript:alert(1)' })).toEqual({});
  expect(cleanHandbookSearch({ other: 'x' })).toEqual({});
});
