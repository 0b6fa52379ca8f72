import type { Session } from '@/api/session';
import type { Deal } from '@/api/types';

export const session: Session = {
  user: { id: '11', login: 'lin', name: '林婉清', lang: 'zh', role: 'rep', team_id: '1', heads: false },
  workspace: { name: '演示公司', zone: 'Asia/Shanghai', currency: 'CNY', lang: 'zh', today: '2026-11-21', demo: false },
  may: ['deal.create', 'account.create'],
  insecure: false,
};

/** A healthy open deal; spoil one member. */
export function deal(change: Partial<Deal> = {}): Deal {
  return {
    id: '7300000000000000001',
    version: 3,
    name: '核心系统升级二期',
    account_id: '901',
    account_name: '江北能源科技',
    owner_id: '11',
    owner_name: '林婉清',
    status: 'open',
    stage: 'S2',
    stage_verified: 'S1',
    days_in_stage: 12,
    amount: { amount: '3860000.00', currency: 'CNY' },
    expected_close: '2027-01-31',
    win_prob: 0.05,
    grade: 'A',
    flag_count: 2,
    worst: 'high',
    tags: [],
    updated_at: '2026-11-20T08:00:00Z',
    may: ['edit', 'move', 'assign'],
    ...change,
  };
}
