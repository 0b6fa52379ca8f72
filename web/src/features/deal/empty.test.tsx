import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { fakeServer } from '@/test/fakeServer';
import { session } from '@/test/fixtures';
import { renderApp } from '@/test/render';
import { codes, dealId, sheet, sheetDeal } from './fixture';
import type { Sheet } from './types';

// Every panel of a deal's page that can be empty, with how many parts of it are.
const panels: Record<string, number> = {
  接下来先做: 1,
  单一销售目标与当前定位: 1,
  购买影响者: 1,
  小红旗: 1,
  现在该见谁: 2,
  行动计划: 1,
  客户需求: 1,
  决策标准: 1,
  竞争对手: 1,
  客户的变化: 1,
  我方优势与劣势: 2,
  外部机构与变化检查: 2,
  建议书: 1,
  异议: 1,
  拜访: 1,
  资源: 1,
  任务: 1,
  备注: 1,
  文件: 1,
  时间线: 1,
};

const limits = { file_bytes: 4096, record_bytes: 8192, count: 5 };

function open(may: boolean) {
  const deal = sheetDeal({ flag_count: 0, ...(may ? {} : { may: [] }) });
  const gate = { stage: 'S2', met: 1, total: 1, criteria: [] };
  const change = { deal, influences: [], ghosts: [], flags: [], edit_customer: may, gate } as Partial<Sheet>;
  fakeServer({
    'GET /api/session': session,
    'GET /api/meta': codes,
    'GET /api/people': { items: [] },
    [`GET /api/deals/${dealId}/sheet`]: sheet(change),
    [`GET /api/deals/${dealId}/tactics`]: { phase: 'early', people: [], roles: [], position: [], next: [] },
    'GET /api/tasks': { items: [], total: 0 },
    'GET /api/notes': { items: [], total: 0 },
    'GET /api/timeline': { items: [] },
    'GET /api/attachments': { items: [], total: 0, may: may ? ['add'] : [], limits },
  } as Parameters<typeof fakeServer>[0]);
  return renderApp(`/deals/${dealId}?view=list`);
}

const emptyParts = (panel: HTMLElement) => [...panel.querySelectorAll<HTMLElement>('[data-state=small]')];

async function panel(name: string) {
  const found = await screen.findByRole('region', { name: new RegExp(`^${name}`) });
  await waitFor(() => expect(emptyParts(found)).toHaveLength(panels[name] ?? 0));
  return found;
}

describe('an empty panel', () => {
  test('says what belongs there and why, and offers one act to those who may', async () => {
    open(true);
    for (const name of Object.keys(panels))
      for (const part of emptyParts(await panel(name))) {
        expect(part.querySelector('strong')?.textContent, name).toBeTruthy();
        expect(part.querySelector('p')?.textContent, name).toBeTruthy();
        expect(within(part).getAllByRole('button'), name).toHaveLength(1);
      }
  });

  test('offers nothing to those who may only read', async () => {
    open(false);
    for (const name of Object.keys(panels))
      for (const part of emptyParts(await panel(name))) {
        expect(part.querySelector('p')?.textContent, name).toBeTruthy();
        expect(within(part).queryByRole('button'), name).toBeNull();
      }
  });

  test.each([
    ['异议', '写第一条', '客户说了什么？回车添加'],
    ['客户需求', '写第一条', undefined],
    ['备注', '写第一条', undefined],
    ['客户的变化', '写第一条', undefined],
  ])('the act of %s puts the cursor where one writes', async (name, act, label) => {
    const { user } = open(true);
    const within_ = within(await panel(name));
    await user.click(within_.getByRole('button', { name: act }));
    expect(within_.getAllByRole('textbox')[0]).toHaveFocus();
    if (label) expect(document.activeElement).toHaveAccessibleName(label);
  });

  test.each([
    ['竞争对手', '添加对手'],
    ['购买影响者', '添加影响者'],
    ['现在该见谁', '添加影响者'],
  ])('the act of %s opens the form', async (name, act) => {
    const { user } = open(true);
    await user.click(within(await panel(name)).getByRole('button', { name: act }));
    expect(await screen.findByRole('dialog')).toBeVisible();
  });

  test('the act of the objective opens its form, that of resources their kinds', async () => {
    const { user } = open(true);
    await user.click(within(await panel('单一销售目标与当前定位')).getByRole('button', { name: '写下目标' }));
    expect(await screen.findByRole('button', { name: '取消' })).toBeVisible();
    const resources = within(await panel('资源'));
    await user.click(resources.getByRole('button', { name: '安排资源' }));
    expect(resources.getByRole('button', { name: '样板客户' })).toBeVisible();
  });
});
