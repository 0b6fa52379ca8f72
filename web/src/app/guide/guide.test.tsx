import { screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import { fakeServer } from '@/test/fakeServer';
import { session } from '@/test/fixtures';
import { renderApp } from '@/test/render';
import { readPrefs, setPrefs, welcome } from '@/ui/prefs';
import { spotFor } from './place';
import { type empty, full, here } from './steps';

const board = { groups: [], total: 0 };

function serve(items: object[] = []) {
  return fakeServer({
    'GET /api/session': session,
    'GET /api/people': { items: [] },
    'GET /api/deals': { items, total: items.length },
    'GET /api/deals/board': board,
    'GET /api/views': { items: [] },
  } as Parameters<typeof fakeServer>[0]);
}

const tour = (name: string) => screen.findByRole('region', { name });

test('it begins once on a device, walks by keys, and Esc ends it for good', async () => {
  serve();
  welcome();
  const { user } = renderApp('/pipeline');
  expect(await tour('从一个商机开始')).toHaveFocus();
  await user.keyboard('{ArrowRight}');
  await tour('有表格就直接导入');
  await user.keyboard('{ArrowLeft}');
  await tour('从一个商机开始');
  await user.keyboard('{Escape}');
  await waitFor(() => expect(screen.queryByRole('region', { name: '从一个商机开始' })).toBeNull());
  expect(readPrefs().guide).toBe('done');
  welcome();
  expect(readPrefs().guide).toBe('done');
});

test('without a log-in it does not come, and a page that it is not about is left alone', async () => {
  serve([{ id: '7' }]);
  renderApp('/pipeline');
  await screen.findByRole('heading', { level: 1 });
  expect(screen.queryByText(/上手向导/)).toBeNull();
  setPrefs({ guide: 1 });
  expect(here(full('7')[1] as (typeof empty)[number], '/pipeline')).toBe(false);
  expect(screen.queryByText(/上手向导/)).toBeNull();
});

test('every step has its page, and there are five at most', () => {
  expect(full('7').length).toBeLessThanOrEqual(5);
  expect(full('7').map((step) => here(step, '/deals/12'))).toEqual([false, true, true, true, true]);
  expect(here(full('7')[0] as (typeof empty)[number], '/pipeline')).toBe(true);
  expect(here(full('7')[1] as (typeof empty)[number], '/deals/12/questions')).toBe(false);
});

test.each([
  ['below', { left: 20, top: 20, right: 120, bottom: 60 }, { left: 20, top: 72 }],
  ['beside what is tall', { left: 0, top: 0, right: 200, bottom: 590 }, { left: 212, top: 0 }],
  ['above what is low', { left: 0, top: 500, right: 800, bottom: 590 }, { left: 0, top: 388 }],
  ['over what fills the window', { left: 0, top: 0, right: 800, bottom: 600 }, { left: 0, top: 500 }],
])('the card stands %s', (_, at, spot) => {
  expect(spotFor(at, { width: 300, height: 100 }, { left: 0, top: 0, right: 800, bottom: 600 })).toEqual(spot);
});
