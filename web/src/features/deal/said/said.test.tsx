import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { fakeServer } from '@/test/fakeServer';
import { session } from '@/test/fixtures';
import { renderApp } from '@/test/render';
import { dealId, sheet } from '../fixture';
import type { Parts, Sheet } from '../types';

const empty = { items: [], total: 0 };

const parts: Parts = {
  score: [
    { item: 'R1', points: 2, weight: 1, score: 2, most: 2 },
    { item: 'R2', weight: 2, score: 0, most: 4, veto: true },
  ],
  base: [{ code: 'SUP', weight: 0.3, value: 0.4, points: 12 }],
  support: [
    { influence_id: '501', weight: 1.2, support: 2 },
    { influence_id: '502', weight: 1, support: -4 },
  ],
  coverage: [
    { code: 'coach', met: false },
    { code: 'eb_near', met: true },
  ],
  info: [
    { item: 1, value: 1 },
    { item: 7, value: 0.5 },
  ],
  process: [{ code: 'gate', weight: 0.7, value: 0.5, points: 35 }],
  penalty: [{ rule: 'RF-01', severity: 'critical', points: 4, flag_id: '802' }],
  chance: [
    { stage: 'S1', win_prob: 0.05, earned: true },
    { stage: 'S2', win_prob: 0.25, earned: false },
  ],
};

const said: Partial<Sheet> = {
  health: {
    SUP: 0.4,
    COV: 0.125,
    QUA: 0.15,
    INF: 0.3,
    CMP: 0.5,
    PRC: 0.6,
    weight_sum: 2.2,
    weighted_support: -1.6,
    base: 38,
    penalty_raw: 4,
    penalty: 4,
    dhi: 34,
  },
  parts,
  bid: {
    decision: 'manager',
    conditions: [
      { code: 'coach', met: false },
      { code: 'score', met: true },
    ],
  },
  symptoms: [
    {
      id: 'DX-1',
      score: 0.62,
      state: 'present',
      parts: [{ code: 'a', weight: 0.35, value: 1, points: 35 }],
      signs: [],
    },
    { id: 'DX-4', score: 2, state: 'risk', parts: [], signs: ['no_coach', 'after_tender'] },
  ],
  bells: [{ id: 'ST-04', subjects: ['501'] }],
  temperature_gap: 31,
};

async function open(change: Partial<Sheet> = said, search = '?view=list') {
  fakeServer({
    'GET /api/session': session,
    'GET /api/people': { items: [{ id: '11', name: '林婉清', active: true }] },
    [`GET /api/deals/${dealId}/sheet`]: sheet(change),
    'GET /api/tasks': empty,
    'GET /api/notes': empty,
    'GET /api/timeline': { items: [] },
  } as Parameters<typeof fakeServer>[0]);
  const app = renderApp(`/deals/${dealId}${search}`);
  await screen.findByRole('heading', { level: 1, name: '核心系统升级二期' });
  return app;
}

const panel = () => within(screen.getByRole('region', { name: '方法怎么看' }));

describe('what the method says', () => {
  test('the health index opens into base, penalty, people, checks and what is not known', async () => {
    const { user, router } = await open();
    await user.click(panel().getByRole('button', { name: /健康度\s*34/ }));
    const drawer = await screen.findByRole('dialog', { name: '健康度' });
    expect(router.state.location.search).toMatchObject({ part: 'health' });
    expect(drawer).toHaveTextContent('基础分 38 − 小红旗扣分 4 = 34');
    const rows = within(drawer)
      .getAllByRole('listitem')
      .map((row) => row.textContent);
    expect(rows).toContain('支持达到 40%，占 30%12');
    expect(rows).toContain('没有决策者严重 −4');
    expect(rows).toContain('刘敏权重 1−4');
    expect(rows).toContain('有有效教练未满足');
    expect(rows).toContain('竞争对手部分');
  });

  test('a part leads to the person it speaks of', async () => {
    const { user, router } = await open(said, '?view=list&part=health');
    const drawer = await screen.findByRole('dialog', { name: '健康度' });
    await user.click(within(drawer).getByRole('link', { name: '刘敏' }));
    await waitFor(() => expect(router.state.location.search).toMatchObject({ person: '502' }));
  });

  test('a part leads to its place on the page, and the drawer closes', async () => {
    const { user } = await open(said, '?view=list&part=score');
    const drawer = await screen.findByRole('dialog', { name: '风险评分' });
    expect(drawer).toHaveTextContent('未知 · 权重 2 · 一票否决0 / 4');
    await user.click(within(drawer).getByRole('button', { name: '客户规模和预算' }));
    await waitFor(() => expect(document.activeElement?.id).toBe('part-qualify'));
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  test.each([
    ['chance', '赢率', 'S2 初步接触未满足25%'],
    ['bid', '是否投标', '有有效教练未满足'],
    ['DX-1', '深陷信息孤岛', '不知道谁决策达到 100%，占 35%35'],
    ['DX-4', '陪标风险', '没有有效教练'],
    ['ST-04', '急需的使用者支持我们', '赵启明'],
    ['gap', '温度差', '自感温度 − 健康度+31'],
  ])('%s opens into its parts', async (part, name, text) => {
    await open(said, `?view=list&part=${part}`);
    const drawer = await screen.findByRole('dialog', { name });
    expect(drawer.textContent?.replaceAll(/\s+/g, ' ')).toContain(text);
  });

  test.each([
    ['health', '健康度'],
    ['bid', '是否投标'],
    ['DX-1', '深陷信息孤岛'],
  ])('%s says who may open it to others', async (part, name) => {
    const withheld = { ...parts, support: [], coverage: [], info: [], penalty: [], withheld: true };
    const symptoms = said.symptoms?.map((symptom) => ({ ...symptom, parts: [], signs: [] }));
    await open({ ...said, parts: withheld, symptoms }, `?view=list&part=${part}`);
    const drawer = await screen.findByRole('dialog', { name });
    expect(drawer).toHaveTextContent('构成明细只对商机负责人及其上级开放。');
    expect(drawer).not.toHaveTextContent('没有小红旗');
  });

  test('a closed deal has none, and an unknown part opens nothing', async () => {
    await open({}, '?view=list&part=health');
    expect(screen.queryByRole('region', { name: '方法怎么看' })).toBeNull();
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  test('a flag names the strengths that help, and its facts lead to where they stand', async () => {
    const flags = sheet().flags.map((flag) => ({ ...flag, bells: ['ST-04'] }));
    const { user, router } = await open({ ...said, flags }, '?view=list');
    const list = within(screen.getByRole('region', { name: /小红旗/ }));
    expect(list.getAllByText(/哪些强项有用/)[0]).toHaveTextContent('有效教练能指认谁拍板。');
    await user.click(list.getByRole('button', { name: '决策者人数' }));
    expect(document.activeElement?.id).toBe('part-people');
    await user.click(list.getAllByRole('link', { name: '急需的使用者支持我们' })[0] as HTMLElement);
    expect(await screen.findByRole('dialog', { name: '急需的使用者支持我们' })).toBeVisible();
    expect(router.state.location.search).toMatchObject({ part: 'ST-04' });
  });
});
