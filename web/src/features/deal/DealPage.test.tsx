import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { type Asked, fakeServer, refusal } from '@/test/fakeServer';
import { session } from '@/test/fixtures';
import { renderApp } from '@/test/render';
import { codes, dealId, person, sheet, sheetDeal } from './fixture';
import type { Sheet } from './types';

const empty = { items: [], total: 0 };

function serve(change: Partial<Sheet> = {}, routes: Record<string, unknown> = {}) {
  return fakeServer({
    'GET /api/session': session,
    'GET /api/people': { items: [{ id: '11', name: '林婉清', active: true }] },
    [`GET /api/deals/${dealId}/sheet`]: sheet(change),
    'GET /api/tasks': empty,
    'GET /api/notes': empty,
    'GET /api/timeline': { items: [] },
    'GET /api/meta': codes,
    'GET /api/influences/*/observations': { items: [] },
    ...routes,
  } as Parameters<typeof fakeServer>[0]);
}

async function open(search = '?view=list') {
  const app = renderApp(`/deals/${dealId}${search}`);
  await screen.findByRole('heading', { level: 1, name: '核心系统升级二期' });
  return app;
}

const panel = (name: string | RegExp) => screen.getByRole('region', { name });

test('a plan that touches a rule of lawful selling is named, with the way to it and what to do', async () => {
  serve({
    compliance: [
      { rule: 'CP-03', subject: '赵启明', kind: 'influence', id: '501', field: 'plan', words: '搞定评委' },
      { rule: 'CP-04', subject: 'E-7' },
    ],
  });
  const { user } = await open();
  const cases = within(panel(/合规/));
  expect(cases.getAllByRole('listitem')).toHaveLength(2);
  expect(panel(/合规/)).toHaveTextContent('费用 E-7');
  expect(panel(/合规/)).toHaveTextContent('只允许公开论证技术标准');
  await user.click(cases.getByRole('link', { name: '赵启明：“搞定评委”' }));
  expect(await screen.findByRole('dialog', { name: /赵启明/ })).toBeVisible();
});

describe('red flags', () => {
  test('stand worst first, with reason, evidence in words and the act that answers them', async () => {
    serve();
    await open();
    const flags = within(panel(/小红旗/)).getAllByRole('button', { expanded: true });
    expect(flags.map((flag) => flag.textContent)).toEqual(['⚑严重没有决策者', '⚑中赵启明：久未联系']);
    expect(panel(/小红旗/)).toHaveTextContent('决策者人数 0');
    expect(panel(/小红旗/)).toHaveTextContent('请教练指认');
  });

  test('one tap plans the act: the task mitigates the flag', async () => {
    const server = serve({}, { 'POST /api/flags/801/mitigate': {} });
    const { user } = await open();
    const [, second] = within(panel(/小红旗/)).getAllByRole('button', { name: '加入计划' });
    await user.click(second as HTMLElement);
    await waitFor(() => expect(server.of('POST /api/flags/801/mitigate')).toHaveLength(1));
    expect(server.of('POST /api/flags/801/mitigate')[0]?.body).toEqual({
      task: { assignee_id: '11', due_on: '2026-11-28', title: '赵启明：带着正当的商务理由尽快联系。' },
    });
  });

  test('who contributes only plans a task that names rule and person', async () => {
    const flags = sheet().flags.map((flag) => ({ ...flag, may: [] }));
    const server = serve({ flags }, { 'POST /api/tasks': {} });
    const { user } = await open();
    const [, second] = within(panel(/小红旗/)).getAllByRole('button', { name: '加入计划' });
    await user.click(second as HTMLElement);
    await waitFor(() => expect(server.of('POST /api/tasks')).toHaveLength(1));
    expect(server.of('POST /api/tasks')[0]?.body).toMatchObject({ rule: 'RF-20', flag_subject: '501' });
    expect(within(panel(/小红旗/)).queryByRole('button', { name: '接受…' })).toBeNull();
  });

  test('one is accepted with a reason and a day; accepted ones are not counted', async () => {
    const server = serve({}, { 'POST /api/flags/801/accept': {} });
    const { user } = await open();
    await user.click(within(panel(/小红旗/)).getByRole('button', { name: '接受…' }));
    await user.type(await screen.findByLabelText(/原因/), '年底前不定');
    await user.click(screen.getByRole('button', { name: '接受到这一天' }));
    await waitFor(() => expect(server.of('POST /api/flags/801/accept')).toHaveLength(1));
    expect(server.of('POST /api/flags/801/accept')[0]?.body).toEqual({ reason: '年底前不定', until: '2026-12-05' });
  });

  test('accepted ones stand apart, with their history', async () => {
    const [first, second] = sheet().flags;
    const step = {
      id: '1',
      act: 'accepted',
      by_id: '11',
      reason: '已知',
      severity: 'medium',
      recorded_at: first?.opened_at,
    };
    const kept = { ...first, status: 'accepted', until: '2026-12-05', history: [step], may: ['mitigate', 'reopen'] };
    serve({ flags: [kept, second] as Sheet['flags'] });
    const { user } = await open();
    expect(screen.getByRole('heading', { name: '小红旗 1' })).toBeVisible();
    await user.click(within(panel(/小红旗/)).getByText('已接受 1 面'));
    await user.click(within(panel(/小红旗/)).getByRole('button', { name: /久未联系/ }));
    expect(panel(/小红旗/)).toHaveTextContent('已接受 · 林婉清');
    expect(within(panel(/小红旗/)).getByRole('button', { name: '重新打开' })).toBeVisible();
  });

  test('a planned flag says so instead of offering it again', async () => {
    const task = { id: '1', version: 1, title: 'x', rule: 'RF-20', flag_subject: '501', may: [] };
    serve({}, { 'GET /api/tasks': { items: [task], total: 1 } });
    await open();
    expect(await within(panel(/小红旗/)).findByText('已在计划中')).toBeVisible();
    expect(within(panel(/小红旗/)).getAllByRole('button', { name: '加入计划' })).toHaveLength(1);
  });
});

describe('the gate', () => {
  test('names what is missing instead of asking the server', async () => {
    const server = serve();
    const { user } = await open();
    await user.click(screen.getByRole('button', { name: '进入技术突破' }));
    const dialog = await screen.findByRole('dialog');
    expect(within(dialog).getAllByRole('listitem')).toHaveLength(1);
    expect(dialog).toHaveTextContent('决策者、技术把关者、使用者都有人选');
    expect(server.of(`POST /api/deals/${dealId}/advance`)).toHaveLength(0);
  });

  test('of the company’s own template: what it does not ask for is said, and an open one lets the deal go on', async () => {
    const own = {
      base: 'T-001',
      name: { zh: '大客户' },
      steps: [],
      gates: [
        { stage: 'S2', open: true, entry: { zh: '线索分派' }, criteria: [{ code: 'X1', text: { zh: '画过两张图' } }] },
      ],
    };
    const gate = sheet().gate as NonNullable<Sheet['gate']>;
    const criteria = gate.criteria.map((one, at) => ({ ...one, met: false, skipped: at === 1 }));
    const server = serve(
      { deal: sheetDeal({ template: 'O-1' }), gate: { ...gate, open: true, criteria } as Sheet['gate'] },
      {
        'GET /api/meta': { ...codes, templates: [{ code: 'O-1', steps: [{ code: 'a', stages: ['S2'] }], own }] },
        [`POST /api/deals/${dealId}/advance`]: sheetDeal({ stage: 'S3', version: 4 }),
      },
    );
    const { user } = await open();
    const shown = panel(/关口/);
    expect(await within(shown).findByText('画过两张图')).toBeVisible();
    expect(within(shown).getByText('进入标志：线索分派')).toBeVisible();
    expect(within(shown).getByText('本公司模板不要求')).toBeVisible();
    expect(within(shown).getByText(/这道关口不拦截/)).toBeVisible();
    await user.click(within(shown).getByRole('button', { name: /进入 S3|技术突破/ }));
    await waitFor(() => expect(server.of(`POST /api/deals/${dealId}/advance`)).toHaveLength(1));
  });

  test('is passed on the version that was read, and the move can be undone', async () => {
    const gate = {
      stage: 'S2',
      met: 1,
      total: 1,
      criteria: [{ code: 'X1', met: true, how: 'derived', may_judge: false }],
    };
    const moved = sheetDeal({ version: 4, stage: 'S3' });
    const server = serve(
      { gate: gate as Sheet['gate'] },
      {
        [`POST /api/deals/${dealId}/advance`]: moved,
        [`POST /api/deals/${dealId}/undo`]: sheetDeal({ version: 5 }),
      },
    );
    const { user } = await open();
    await user.click(screen.getByRole('button', { name: '进入技术突破' }));
    await user.click(await screen.findByRole('button', { name: '撤销' }));
    await waitFor(() => expect(server.of(`POST /api/deals/${dealId}/undo`)).toHaveLength(1));
    expect(server.of(`POST /api/deals/${dealId}/advance`)[0]?.headers.get('if-match')).toBe('"3"');
    expect(server.of(`POST /api/deals/${dealId}/undo`)[0]?.headers.get('if-match')).toBe('"4"');
  });

  test.each([
    { may: [] as Sheet['deal']['may'], judge: false, acts: [] },
    { may: ['contribute'] as Sheet['deal']['may'], judge: false, acts: ['提交证据'] },
    {
      may: ['contribute', 'override'] as Sheet['deal']['may'],
      judge: true,
      acts: ['认可', '退回', '提交证据', '破例通过'],
    },
  ])('offers only what the viewer may do: $may', async ({ may, judge, acts }) => {
    const healthy = sheet().gate as NonNullable<Sheet['gate']>;
    const criteria = healthy.criteria.map((one) => ({ ...one, may_judge: judge }));
    serve({ deal: sheetDeal({ may }), gate: { ...healthy, criteria } });
    const { user } = await open();
    const gate = panel('初步接触关口');
    await user.click(within(gate).getByRole('button', { name: /都有人选/ }));
    const offered = within(gate)
      .getAllByRole('button')
      .map((button) => button.textContent);
    expect(
      offered.filter(
        (text) => acts.includes(text as never) || ['认可', '退回', '提交证据', '破例通过'].includes(text ?? ''),
      ),
    ).toEqual(acts);
    expect(within(gate).queryByRole('button', { name: /进入/ })).toBeNull();
    expect(gate).toHaveTextContent('组织图已与客户核对');
  });
});

describe('qualification', () => {
  test('a third veto item cannot be taken', async () => {
    serve();
    const { user } = await open();
    await user.click(screen.getByRole('button', { name: '权重和否决项' }));
    const third = screen.getByRole('group', { name: '技术和服务能否满足需求' });
    expect(within(third).getByRole('button', { name: '一票否决' })).toBeDisabled();
    const first = screen.getByRole('group', { name: '客户规模和预算' });
    expect(within(first).getByRole('button', { name: '一票否决' })).toBeEnabled();
  });

  test('quick taps are sent one after the other, each on the version of the one before', async () => {
    let kept = sheetDeal();
    const server = serve(
      {},
      {
        [`GET /api/deals/${dealId}/sheet`]: () => sheet({ deal: kept }),
        [`PATCH /api/deals/${dealId}`]: ({ body }: Asked) => {
          kept = { ...kept, ...(body as object), version: kept.version + 1 };
          return kept;
        },
      },
    );
    const { user } = await open();
    const tap = (item: string) => within(screen.getByRole('group', { name: item })).getByRole('button', { name: '2' });
    await user.click(tap('竞争优劣势：技术'));
    await user.click(tap('竞争优劣势：价格'));
    expect(tap('竞争优劣势：价格')).toHaveAttribute('aria-pressed', 'true');
    await waitFor(() => expect(server.of(`PATCH /api/deals/${dealId}`)).toHaveLength(2));
    const sent = server.of(`PATCH /api/deals/${dealId}`);
    expect(sent.map(({ headers }) => headers.get('if-match'))).toEqual(['"3"', '"4"']);
    expect(sent[1]?.body).toEqual({ risk: { R1: 2, R2: 1, R4: 2, R5: 2 } });
  });
});

describe('a note as evidence', () => {
  const note = {
    id: '71',
    text: '周五技术交流\n客户确认方案',
    author_id: '11',
    may: [],
    created_at: '2026-11-20T02:00:00.000Z',
  };

  test('is chosen and handed in', async () => {
    const post = `POST /api/deals/${dealId}/evidence`;
    const server = serve(
      { deal: sheetDeal({ may: ['contribute'] }) },
      { 'GET /api/notes': { items: [note], total: 1 }, [post]: {} },
    );
    const { user } = await open();
    const gate = panel('初步接触关口');
    await user.click(within(gate).getByRole('button', { name: /都有人选/ }));
    await user.click(within(gate).getByRole('button', { name: '提交证据' }));
    await user.click(await within(gate).findByRole('combobox', { name: '备注或文件' }));
    await user.click(await screen.findByRole('option', { name: '周五技术交流' }));
    await user.click(within(gate).getByRole('button', { name: '提交证据' }));
    await waitFor(() => expect(server.of(post)).toHaveLength(1));
    expect(server.of(post)[0]?.body).toEqual({ criterion: 'X2', text: '', note_id: '71' });
  });

  test('is shown as the way to it', async () => {
    const healthy = sheet().gate as NonNullable<Sheet['gate']>;
    const criteria = healthy.criteria.map((one) => ({
      ...one,
      evidence: one.evidence?.map((step) => ({ ...step, evidence_kind: 'note', evidence_id: '71' })),
    }));
    serve({ gate: { ...healthy, criteria } }, { 'GET /api/notes': { items: [note], total: 1 } });
    const { user } = await open();
    const gate = panel('初步接触关口');
    await user.click(within(gate).getByRole('button', { name: /都有人选/ }));
    const link = await within(gate).findByRole('link', { name: '查看备注：周五技术交流' });
    await user.click(link);
    expect(document.getElementById('note-71')).toHaveFocus();
  });
});

describe('a file as evidence', () => {
  const file = {
    id: '81',
    version: 1,
    name: '立项批文.pdf',
    media_type: 'application/pdf',
    size: 2048,
    subject_kind: 'deal',
    subject_id: dealId,
    author_id: '11',
    author_name: '林婉清',
    created_at: '2026-11-20T02:00:00.000Z',
    may: [],
  };
  const files = {
    items: [file],
    total: 1,
    may: ['add'],
    limits: { file_bytes: 2 ** 20, record_bytes: 2 ** 30, count: 9 },
  };

  test('is chosen and handed in', async () => {
    const post = `POST /api/deals/${dealId}/evidence`;
    const server = serve({ deal: sheetDeal({ may: ['contribute'] }) }, { 'GET /api/attachments': files, [post]: {} });
    const { user } = await open();
    const gate = panel('初步接触关口');
    await user.click(within(gate).getByRole('button', { name: /都有人选/ }));
    await user.click(within(gate).getByRole('button', { name: '提交证据' }));
    expect(await within(gate).findByRole('button', { name: '上传文件作为证据' })).toBeInTheDocument();
    await user.click(within(gate).getByRole('combobox', { name: '备注或文件' }));
    await user.click(await screen.findByRole('option', { name: '立项批文.pdf' }));
    await user.click(within(gate).getByRole('button', { name: '提交证据' }));
    await waitFor(() => expect(server.of(post)).toHaveLength(1));
    expect(server.of(post)[0]?.body).toEqual({ criterion: 'X2', text: '', file_id: '81' });
  });

  test.each([false, true])('is shown with its preview, or that it is gone: %s', async (gone) => {
    const healthy = sheet().gate as NonNullable<Sheet['gate']>;
    const criteria = healthy.criteria.map((one) => ({
      ...one,
      evidence: one.evidence?.map((step) => ({
        ...step,
        evidence_kind: 'attachment',
        evidence_id: '81',
        ...(gone && { evidence_gone: true }),
      })),
    }));
    serve({ gate: { ...healthy, criteria } }, { 'GET /api/attachments': files });
    const { user } = await open();
    const gate = panel('初步接触关口');
    await user.click(within(gate).getByRole('button', { name: /都有人选/ }));
    if (gone) {
      expect(await within(gate).findByText(/文件已删除/)).toBeInTheDocument();
      expect(within(gate).queryByText('证据待审核')).toBeNull();
      return;
    }
    expect(await within(gate).findByRole('link', { name: '立项批文.pdf' })).toHaveAttribute(
      'href',
      '/api/attachments/81',
    );
    const shown = within(gate).getByRole('link', { name: '预览' });
    expect(shown).toHaveAttribute('href', '/api/attachments/81/preview');
    expect(shown).toHaveAttribute('rel', 'noopener noreferrer');
  });
});

test('what the objective said before is read when somebody asks: slot, values, who and when', async () => {
  const steps = [
    {
      id: '2',
      at: '2026-11-20T02:00:00.000Z',
      actor_id: '11',
      actor_name: '林婉清',
      slots: [
        { kind: 'deal', id: dealId, how: 'changed', field: 'sso_when', before: '2026-12-31', after: '2027-01-31' },
        { kind: 'deal', id: dealId, how: 'changed', field: 'sso_who', before: '江北能源' },
      ],
    },
  ];
  const path = `GET /api/deals/${dealId}/objective`;
  const server = serve({}, { [path]: { items: steps } });
  const { user } = await open();
  const objective = panel(/单一销售目标/);
  expect(server.of(path)).toHaveLength(0);
  await user.click(within(objective).getByRole('button', { name: '目标的变化' }));
  const list = await within(objective).findByRole('list', { name: /最新在前/ });
  expect(list).toHaveTextContent('林婉清');
  expect(list).toHaveTextContent('何时2026/12/31 → 2027/01/31');
  expect(list).toHaveTextContent('给谁江北能源 → 清空');
});

describe('a person', () => {
  test('a change is sent at once, what was observed with its source', async () => {
    const server = serve({}, { 'PATCH /api/influences/501': {} });
    const { user } = await open('?view=list&person=501');
    const dialog = await screen.findByRole('dialog');
    await user.click(await within(dialog).findByRole('radio', { name: '−3' }));
    await user.type(within(dialog).getByRole('textbox', { name: '支持度的依据' }), '会上说不合适');
    await user.click(within(dialog).getByRole('button', { name: '保存' }));
    await waitFor(() => expect(server.of('PATCH /api/influences/501')).toHaveLength(1));
    expect(server.of('PATCH /api/influences/501')[0]?.body).toEqual({
      seen: [{ field: 'support', value: -3, on: '2026-11-21', source: 'own_eyes', evidence: '会上说不合适' }],
    });
  });

  test('a refusal of what was seen stands at its field', async () => {
    const errors = [{ code: 'value_invalid', field: 'seen[0].value', detail: '不在刻度上' }];
    serve({}, { 'PATCH /api/influences/501': () => refusal(422, 'value_invalid', { errors }) });
    const { user } = await open('?view=list&person=501');
    const dialog = await screen.findByRole('dialog');
    await user.click(await within(dialog).findByRole('radio', { name: '−3' }));
    await user.click(within(dialog).getByRole('button', { name: '保存' }));
    const set = await within(dialog).findByRole('group', { name: /支持度/ });
    expect(await within(set).findByText('不在刻度上')).toBeInTheDocument();
  });

  test('a mode set against the gap is pointed out', async () => {
    const gap = { expectation: 8, reality: 4, baseline: 7 };
    const server = serve(
      { influences: [person({ ...gap, mode: 'OC' })] },
      { 'GET /api/influences/mode': { mode: 'T' } },
    );
    await open('?view=list&person=501');
    const dialog = await screen.findByRole('dialog');
    expect(await within(dialog).findByRole('status')).toHaveTextContent('按差距算出的是亡羊补牢');
    const [asked] = server.of('GET /api/influences/mode');
    expect(Object.fromEntries(asked?.query ?? [])).toEqual({ expectation: '8', reality: '4', baseline: '7' });
  });

  test('nobody is added without a name and a role; the entries stay', async () => {
    const server = serve();
    const { user } = await open('?view=list&person=new');
    const dialog = await screen.findByRole('dialog');
    await user.click(await within(dialog).findByRole('radio', { name: '+2' }));
    await user.click(within(dialog).getByRole('button', { name: '保存' }));
    expect(await within(dialog).findByText('请选择联系人，或填写姓名。')).toBeVisible();
    expect(within(dialog).getByText('请至少选择一个角色。')).toBeVisible();
    expect(within(dialog).getByRole('radio', { name: '+2' })).toBeChecked();
    expect(server.asked.filter(({ method }) => method === 'POST')).toHaveLength(0);
  });

  test('a missing role opens the form with that role', async () => {
    serve();
    const { user } = await open();
    const row = screen.getByRole('row', { name: /决策者：尚未确认/ });
    await user.click(within(row).getByRole('button', { name: '添加' }));
    expect(within(await screen.findByRole('dialog')).getByRole('checkbox', { name: '决策者' })).toBeChecked();
  });

  test.each([
    [undefined, 0],
    [true, 1],
  ])('whether a coach is hidden stands only before those who may know (%s)', async (secrets, shown) => {
    serve({ secrets, influences: [person({ roles: ['CO'], hidden: secrets })] });
    await open('?view=list&person=501');
    const dialog = await screen.findByRole('dialog');
    expect(within(dialog).getByText('他信任我们')).toBeVisible();
    expect(screen.queryAllByRole('switch', { name: /隐蔽教练/ })).toHaveLength(shown);
    expect(screen.queryAllByText('隐蔽教练')).toHaveLength(shown * 2);
  });
});

test('a change on an older version shows who was faster, and mine can be kept', async () => {
  let version = 3;
  const server = serve(
    {},
    {
      [`GET /api/deals/${dealId}/sheet`]: () =>
        sheet({ deal: sheetDeal({ version, urgency: version > 3 ? 'later' : undefined }) }),
      [`PATCH /api/deals/${dealId}`]: ({ headers, body }: Asked) => {
        if (headers.get('if-match') === '"3"') {
          version = 7;
          return refusal(412, 'stale', { params: { current_version: 7 } });
        }
        return sheetDeal({ ...(body as object), version: 8 });
      },
      'GET /api/timeline': {
        items: [
          {
            id: '9',
            at: new Date().toISOString(),
            act: 'deal.edited',
            actor_name: '莫明远',
            kind: 'deal',
            subject_id: dealId,
            changes: [],
          },
        ],
      },
    },
  );
  const { user } = await open();
  await user.click(screen.getByRole('combobox', { name: '紧急程度' }));
  await user.click(await screen.findByRole('option', { name: '紧急' }));
  const dialog = await screen.findByRole('dialog', { name: '内容已被他人更新' });
  expect(await within(dialog).findByText(/莫明远/)).toBeVisible();
  expect(await within(dialog).findByRole('row', { name: '紧急程度 以后再做 紧急' })).toBeVisible();
  await user.click(within(dialog).getByRole('button', { name: '用我的内容保存' }));
  await waitFor(() => expect(server.of(`PATCH /api/deals/${dealId}`)).toHaveLength(2));
  expect(server.of(`PATCH /api/deals/${dealId}`)[1]?.headers.get('if-match')).toBe('"7"');
});

test('a deal that does not exist for the viewer says so', async () => {
  serve({}, { [`GET /api/deals/${dealId}/sheet`]: refusal(404, 'not_found') });
  renderApp(`/deals/${dealId}`);
  expect(await screen.findByRole('alert')).toHaveTextContent('找不到这条记录');
});

test('who may only read finds no act on the page', async () => {
  serve({ deal: sheetDeal({ may: [] }), flags: sheet().flags.map((flag) => ({ ...flag, may: [] })) });
  await open();
  for (const name of ['编辑', '操作', '添加影响者', '添加对手', '加入计划', '权重和否决项']) {
    expect(screen.queryByRole('button', { name })).toBeNull();
  }
  expect(screen.queryByRole('textbox', { name: '写备注…' })).toBeNull();
});
