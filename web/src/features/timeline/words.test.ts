import { beforeAll, expect, test } from 'vitest';
import { label, startTexts } from '@/i18n';
import { valueWords } from './words';

beforeAll(() => startTexts('zh'));

const speech = {
  label,
  unknown: '未知',
  other: '另一条记录',
  yes: '是',
  no: '否',
  day: (value: string) => value,
  moment: (value: string) => value,
  name: (id: string) => (id === '501' ? '赵启明' : undefined),
};

test.each([
  ['intel', 'kind', 'bid_price', '投标报价'],
  ['booking', 'kind', 'partner', '合作伙伴'],
  ['booking', 'rule', 'RF-01', '没有决策者'],
  ['account_event', 'kind', 'merger', '合并'],
  ['external_body', 'kind', '招标代理', '招标代理'],
  ['decision_criterion', 'kind', 'price', '价格'],
  ['visit', 'group', 'committee', '面向评审组'],
  ['visit', 'trigger', 'customer_need', '客户需求'],
  ['strength', 'linked', ['501'], '赵启明'],
  [
    'competitor',
    'points',
    [{ side: 'strength', text: '价格', affects: ['501'] }],
    '类别 强项 · 内容 价格 · 影响到谁 赵启明',
  ],
])('%s.%s is told in words', (kind, field, value, said) => {
  expect(valueWords(speech, field, value, kind)).toBe(said);
});
