import { screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import { fakeServer } from '@/test/fakeServer';
import { session } from '@/test/fixtures';
import { renderApp } from '@/test/render';

const week = {
  week: '2026-W47',
  from: '2026-11-16',
  to: '2026-11-22',
  previous: '2026-W46',
  owners: [
    {
      owner_id: '11',
      owner_name: '林婉清',
      deals: [
        {
          deal_id: '7300000000000000001',
          deal_name: '核心系统升级二期',
          account_name: '江北能源科技',
          moves: [{ act: 'advanced', from: 'S1', to: 'S2' }],
          amount: { after: { amount: '3860000.00', currency: 'CNY' } },
          people: [{ influence_id: '501', name: '赵启明', what: 'support', before: 3, after: -2 }],
          raised: [{ rule: 'RF-20', severity: 'medium', subject_name: '赵启明' }],
          cleared: [{ rule: 'RF-01', severity: 'critical' }],
          accepted: [],
        },
      ],
    },
  ],
};

function serve(answer: unknown) {
  return fakeServer({
    'GET /api/session': session,
    'GET /api/people': { items: [{ id: '11', name: '林婉清', active: true }] },
    'GET /api/week': answer,
  } as Parameters<typeof fakeServer>[0]);
}

test('tells by owner what moved, who changed and which flags came and went', async () => {
  serve(week);
  renderApp('/week');
  expect(await screen.findByRole('heading', { level: 2, name: /林婉清/ })).toBeVisible();
  const text = document.body.textContent ?? '';
  for (const said of ['项目挖掘 → 初步接触', '未知 → ¥386万', '赵启明 +3 → −2', '赵启明：久未联系', '没有决策者']) {
    expect(text).toContain(said);
  }
  expect(screen.getByRole('link', { name: '核心系统升级二期' })).toHaveAttribute('href', '/deals/7300000000000000001');
});

test('turns to the week before; there is none to come', async () => {
  const server = serve(week);
  const { user } = renderApp('/week');
  await user.click(await screen.findByRole('link', { name: '上一周' }));
  await waitFor(() => expect(server.of('GET /api/week').at(-1)?.query.get('week')).toBe('2026-W46'));
  expect(screen.queryByRole('link', { name: '下一周' })).toBeNull();
});

test('a week in which nothing happened says so', async () => {
  serve({ ...week, owners: [] });
  renderApp('/week');
  expect(await screen.findByRole('heading', { name: /没有/ })).toBeVisible();
});
