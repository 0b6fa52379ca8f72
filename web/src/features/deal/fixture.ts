// A healthy sheet for tests; spoil one part of it.
import type { Deal, Influence, Sheet } from './types';

const meta = { version: 3, created_at: '2026-11-01T02:00:00.000Z', updated_at: '2026-11-20T02:00:00.000Z' };

export const dealId = '7300000000000000001';

/** The part of the method's codes that the page needs: the scale of support. */
export const codes = {
  stages: [],
  templates: [],
  rules: [],
  wins: [],
  lists: {},
  support: [5, 4, 3, 2, 1, -1, -2, -3, -4, -5].map((value) => ({
    value,
    code: `${value < 0 ? 'm' : 'p'}${Math.abs(value)}`,
  })),
};

/** A deal at S2 of which the viewer is the owner. */
export function sheetDeal(change: Partial<Deal> = {}): Deal {
  return {
    ...meta,
    id: dealId,
    name: '核心系统升级二期',
    account_id: '901',
    account_name: '江北能源科技',
    owner_id: '11',
    owner_name: '林婉清',
    template: 'T-UNI',
    status: 'open',
    stage: 'S2',
    stage_verified: 'S1',
    win_prob: 0.05,
    flag_count: 2,
    tags: [],
    members: [],
    risk: { R1: 2, R2: 1 },
    veto: ['R1', 'R2'],
    may: ['edit', 'contribute', 'move', 'assign', 'close', 'trash'],
    ...change,
  };
}

/** A user of high influence who supports us. */
export function person(change: Partial<Influence> = {}): Influence {
  return {
    ...meta,
    id: '501',
    deal_id: dealId,
    account_id: '901',
    contact_id: '401',
    name: '赵启明',
    title: '信息中心主任',
    present: true,
    key: true,
    roles: ['UB'],
    influence: 'H',
    support: 2,
    contact: 2,
    ...change,
  };
}

/** The sheet of the deal with two people, two flags and a gate half met. */
export function sheet(change: Partial<Sheet> = {}): Sheet {
  return {
    deal: sheetDeal(),
    sentence: { zh: '', en: '', missing: ['when'] },
    influences: [person(), person({ id: '502', contact_id: '402', name: '刘敏', roles: ['TB'], support: -4 })],
    ghosts: ['EB'],
    edges: [],
    account_events: [],
    bookings: [],
    change_reviews: [],
    competitors: [],
    needs: [],
    decisions: { items: [], weight: 0, unknown: 0, featured: 0 },
    info: { matters: [], items: [], asks: [] },
    external_bodies: [],
    intel: [],
    objections: [],
    proposals: [],
    strengths: [],
    visits: [],
    weaknesses: [],
    flags: [
      {
        id: '801',
        deal_id: dealId,
        rule: 'RF-20',
        subject_kind: 'influence',
        subject: '501',
        influence_id: '501',
        subject_name: '赵启明',
        severity: 'medium',
        status: 'open',
        opened_at: '2026-11-20T02:00:00.000Z',
        do: 'rule.RF-20.do',
        helpful: [],
        bells: [],
        history: [],
        may: ['mitigate', 'accept'],
      },
      {
        id: '802',
        deal_id: dealId,
        rule: 'RF-01',
        severity: 'critical',
        status: 'open',
        opened_at: '2026-11-19T02:00:00.000Z',
        evidence: [{ field: 'holders_eb', value: '0' }],
        do: 'rule.RF-01.do',
        helpful: [],
        bells: [],
        history: [],
        may: ['mitigate'],
      },
    ],
    gate: {
      stage: 'S2',
      met: 1,
      total: 2,
      criteria: [
        { code: 'X1', met: true, how: 'judged', may_judge: false },
        {
          code: 'X2',
          met: false,
          how: 'none',
          may_judge: false,
          evidence: [
            {
              id: '601',
              deal_id: dealId,
              stage: 'S2',
              criterion: 'X2',
              act: 'submitted',
              by_id: '12',
              recorded_at: '2026-11-20T02:00:00.000Z',
              text: '组织图已与客户核对',
            },
          ],
        },
      ],
    },
    score: { score20: 3, final: false, min: 3, max: 19, veto_failed: [] },
    man_score: 0,
    symptoms: [],
    compliance: [],
    brought: [],
    bells: [],
    history: [],
    ...change,
  };
}
