import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { fakeServer } from '@/test/fakeServer';
import { session } from '@/test/fixtures';
import { renderApp } from '@/test/render';
import { changesOf, differing, draftOf, type RuleBook, type RuleRow, set, setLimit } from './draft';

const rule: RuleRow = {
  id: 'RF-20',
  sort: 'flag',
  family: 'people',
  levels: ['medium'],
  scale: ['critical', 'high', 'medium', 'low'],
  limits: [{ name: 'days', op: '>', value: 30, unit: 'days', min: 0, max: 3650, whole: true }],
};
const other: RuleRow = { ...rule, id: 'RF-46', family: 'qualification', levels: ['critical'], limits: [] };
const book: RuleBook = { number: 1, content: { changes: [] }, rules: [rule, other] };

describe('a draft of the rules', () => {
  test('holds only what differs from the method', () => {
    const tuned = setLimit({}, rule, 'days', 45);
    expect(changesOf(tuned)).toEqual([{ rule: 'RF-20', limits: { days: 45 } }]);
    expect(setLimit(tuned, rule, 'days', 30)).toEqual({});
    const milder = set(tuned, rule, { levels: ['low'], off: true });
    expect(milder['RF-20']).toEqual({ rule: 'RF-20', off: true, levels: ['low'], limits: { days: 45 } });
    expect(differing(draftOf(changesOf(tuned)), tuned)).toEqual([]);
    expect(differing(tuned, milder)).toEqual(['RF-20']);
  });
});

describe('the rules of the workspace', () => {
  const base = {
    'GET /api/session': { ...session, may: ['settings.admin'] },
    'GET /api/people': { items: [] },
    'GET /api/rules': book,
  };

  test('are switched off, tuned, tried and saved', async () => {
    const trial = {
      deals: 40,
      raised: 14,
      cleared: 3,
      moved: 0,
      rules: [{ rule: 'RF-20', raised: 14, cleared: 3, moved: 0 }],
      first: [],
      failed: [],
    };
    const server = fakeServer({
      ...base,
      'POST /api/rules/try': trial,
      'POST /api/rules': { ...book, number: 2, content: { changes: [{ rule: 'RF-46', off: true }] } },
    });
    const { user: hand } = renderApp('/settings/rules');
    await hand.click(await screen.findByRole('switch', { name: /RF-46/ }));
    await hand.click(screen.getByRole('button', { name: /RF-20/ }));
    const days = screen.getByRole('textbox', { name: /天数/ });
    await hand.clear(days);
    await hand.type(days, '45');
    expect(screen.getByText('2 条规则有未保存的修改')).toBeVisible();
    await hand.click(screen.getByRole('button', { name: '试一试' }));
    expect(await screen.findByText(/新增 14 面小红旗，消除 3 面/)).toBeVisible();
    const want = [
      { rule: 'RF-46', off: true },
      { rule: 'RF-20', limits: { days: 45 } },
    ];
    expect(server.of('POST /api/rules/try').at(0)?.body).toEqual({ changes: want });
    await hand.click(screen.getByRole('button', { name: '保存' }));
    await waitFor(() => expect(server.of('POST /api/rules').at(0)?.body).toMatchObject({ changes: want }));
    expect(server.of('POST /api/rules').at(0)?.headers.get('If-Match')).toBe('"1"');
  });

  test('a threshold outside its range is said and does not count', async () => {
    fakeServer(base);
    const { user: hand } = renderApp('/settings/rules');
    await hand.click(await screen.findByRole('button', { name: /RF-20/ }));
    const days = screen.getByRole('textbox', { name: /天数/ });
    await hand.clear(days);
    expect(screen.getByText('应为 0 到 3650 的整数')).toBeVisible();
    expect(screen.queryByRole('button', { name: '保存' })).toBeNull();
  });

  test('an earlier version is taken as the draft', async () => {
    const now = { ...book, number: 2, content: { changes: [{ rule: 'RF-46', off: true }] } };
    fakeServer({
      ...base,
      'GET /api/rules': now,
      'GET /api/rules/versions': {
        items: [
          { number: 2, content: now.content, note: '周会' },
          { number: 1, content: { changes: [] } },
        ],
      },
    });
    const { user: hand } = renderApp('/settings/rules');
    await hand.click(await screen.findByRole('button', { name: '历史版本' }));
    const dialog = await screen.findByRole('dialog');
    await hand.click(await within(dialog).findByRole('button', { name: '取用此版' }));
    expect(await screen.findByText('1 条规则有未保存的修改')).toBeVisible();
    expect(screen.getByRole('switch', { name: /RF-46/ })).toBeChecked();
  });
});
