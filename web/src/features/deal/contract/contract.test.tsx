import { screen, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { fakeServer } from '@/test/fakeServer';
import { session } from '@/test/fixtures';
import { renderApp } from '@/test/render';
import { dealId, sheet, sheetDeal } from '../fixture';
import type { Contract } from '../types';

const yuan = (amount: string) => ({ amount, currency: 'CNY' });
const contract: Contract = {
  amount: yuan('1800000.00'),
  received: yuan('900000.00'),
  collected: 0.5,
  overdue: 55,
  payments: [
    { name: '签约款', milestone: 'D0', amount: yuan('540000.00'), received: yuan('540000.00'), paid: true, overdue: 0 },
    { name: '初验款', milestone: 'D5', amount: yuan('720000.00'), due_on: '2026-09-29', paid: false, overdue: 55 },
    { name: '终验款', milestone: 'D7', amount: yuan('360000.00'), paid: false, overdue: 0 },
  ],
  steps: [
    { code: 'D0', done_on: '2026-06-26', late: 0 },
    { code: 'D6', planned_on: '2026-10-14', late: 39 },
  ],
};

function open(given: Contract | undefined) {
  fakeServer({
    'GET /api/session': session,
    'GET /api/people': { items: [] },
    [`GET /api/deals/${dealId}/sheet`]: sheet({ deal: sheetDeal({ status: 'won' }), gate: undefined, contract: given }),
    [`GET /api/deals/${dealId}/tactics`]: { people: [], roles: [], position: [], next: [] },
    'GET /api/tasks': { items: [], total: 0 },
    'GET /api/notes': { items: [], total: 0 },
    'GET /api/timeline': { items: [] },
  } as Parameters<typeof fakeServer>[0]);
  renderApp(`/deals/${dealId}?view=list`);
}

test('after the signature it says what is owed, what is late, and how far delivery is', async () => {
  open(contract);
  const panel = within(await screen.findByRole('region', { name: '签约之后' }));
  expect(panel.getByText('¥90万（50%）')).toBeVisible();
  const rows = panel.getAllByRole('row').map((row) => row.textContent);
  expect(rows[1]).toMatch(/签约款.*已付清/);
  expect(rows[2]).toMatch(/初验款.*逾期 55 天/);
  expect(rows[3]).toMatch(/终验款.*等里程碑/);
  expect(panel.getAllByRole('listitem').map((step) => step.textContent)).toEqual([
    expect.stringMatching(/^签订合同.*完成/),
    expect.stringMatching(/晚 39 天/),
  ]);
});

test('without a contract there is no such panel', async () => {
  open(undefined);
  await screen.findByRole('heading', { level: 1, name: '核心系统升级二期' });
  expect(screen.queryByRole('region', { name: '签约之后' })).toBeNull();
});
