import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { textsOf } from '@/app/ruleNames';
import { addWritten, label } from '@/i18n';
import { fakeServer, refusal } from '@/test/fakeServer';
import { session } from '@/test/fixtures';
import { renderApp } from '@/test/render';
import type { RuleBook } from '../draft';
import { type OwnRule, withRule } from './queries';

const rule: OwnRule = {
  code: 'C-01',
  name: { zh: '没有进展', en: 'No progress' },
  expression: 'len(calls) == 0',
  severity: 'high',
  why: { zh: '没有拜访' },
  do: {},
  enabled: true,
};
const book: RuleBook = {
  number: 3,
  content: { changes: [{ rule: 'RF-46', off: true }], own: [rule], last: 1 },
  rules: [],
};
const base = {
  'GET /api/session': { ...session, may: ['settings.admin', 'deal.read'] },
  'GET /api/people': { items: [] },
  'GET /api/rules/own': { items: [] },
  'GET /api/rules': book,
};

describe('the company’s own rules', () => {
  test('have texts in both languages, and one serves both', () => {
    const known = { code: 'C-01', name: { zh: '名' }, why: {}, do: { en: 'Go' } };
    expect(textsOf([known], 'en')).toEqual({ 'rule.C-01.title': '名', 'rule.C-01.why': '', 'rule.C-01.do': 'Go' });
  });

  test('are called by what people wrote, word for word', () => {
    const known = { code: 'C-09', name: { zh: '{count} $t(act.save)' }, why: {}, do: {} };
    addWritten({ zh: textsOf([known], 'zh'), en: textsOf([known], 'en') });
    expect(label('rule', 'C-09.title')).toBe('{count} $t(act.save)');
    expect(label('rule', 'C-09.do')).toBe('');
    expect(label('rule', 'RF-01.title')).toBe('没有决策者');
  });

  test('are put in their place, or at the end', () => {
    const other = { ...rule, code: 'C-02' };
    const changed = { ...rule, enabled: false };
    expect(withRule([rule, other], changed)).toEqual([changed, other]);
    const { code: _, ...fresh } = rule;
    expect(withRule([rule], fresh)).toEqual([rule, fresh]);
  });

  test('are switched off and removed after a question; those of the method stay', async () => {
    const server = fakeServer({ ...base, 'POST /api/rules': { ...book, number: 4 } });
    const { user: hand } = renderApp('/settings/rules');
    await hand.click(await screen.findByRole('switch', { name: /C-01/ }));
    const { changes } = book.content;
    await waitFor(() =>
      expect(server.of('POST /api/rules').at(0)?.body).toEqual({ changes, own: [{ ...rule, enabled: false }] }),
    );
    expect(server.of('POST /api/rules').at(0)?.headers.get('If-Match')).toBe('"3"');
    await hand.click(screen.getByRole('button', { name: /删除 C-01/ }));
    await hand.click(await screen.findByRole('button', { name: '删除' }));
    await waitFor(() => expect(server.of('POST /api/rules').at(1)?.body).toEqual({ changes, own: [] }));
  });

  test('say where a mistake is, while they are written', async () => {
    const said = { detail: '没有字段“stag”', params: { line: 1, column: 6, word: 'stag' } };
    fakeServer({ ...base, 'POST /api/rules/check': refusal(422, 'own_field', said) });
    const { user: hand } = renderApp('/settings/rules');
    await hand.click(await screen.findByRole('button', { name: '新建公司规则' }));
    const dialog = await screen.findByRole('dialog');
    await hand.type(within(dialog).getByRole('textbox', { name: /条件表达式/ }), 'deal.stag');
    expect(await within(dialog).findByText('没有字段“stag”')).toBeVisible();
    expect(dialog.querySelector('mark')).toHaveTextContent(/^stag$/);
  });

  test('tell why the program switched one off', async () => {
    const stopped = { ...rule, enabled: false, problem: { code: 'own_too_much', deal_id: '7', on: '2026-11-22' } };
    fakeServer({ ...base, 'GET /api/rules': { ...book, content: { changes: [], own: [stopped] } } });
    renderApp('/settings/rules');
    expect(await screen.findByText(/计算量太大/)).toBeVisible();
    expect(screen.getByRole('link', { name: '查看出错的商机' })).toHaveAttribute('href', '/deals/7');
  });
});
