import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { fakeServer, refusal } from '@/test/fakeServer';
import { session } from '@/test/fixtures';
import { renderApp } from '@/test/render';
import { contentOf, draftOf } from './draft';
import type { OwnContent, OwnUse } from './queries';

const content: OwnContent = {
  base: 'T-001',
  name: { zh: '大客户六步' },
  steps: [{ code: 'b', name: { zh: '见面' } }],
  gates: [{ stage: 'S1', typical_days: 7, open: true, criteria: [{ code: 'X3', text: {}, skipped: true }] }],
};
const own: OwnUse = { code: 'O-1', number: 3, by_id: '11', recorded_at: '2026-11-20T02:00:00.000Z', deals: 2, content };
const stage = (code: string, criteria: string[]) => ({
  code,
  probability: 5,
  typical_days: 30,
  criteria,
  phase: 'early',
  entry: 'lead_captured',
});
const meta = {
  stages: [stage('S1', ['X1', 'X3']), stage('S6', ['X1']), stage('D0', [])],
  templates: [
    {
      code: 'T-001',
      steps: [
        { code: 'a', stages: ['S1'] },
        { code: 'd', stages: ['S4', 'S5'] },
      ],
    },
    { code: 'O-1', steps: [{ code: 'a', stages: ['S1'] }], own: content },
  ],
  rules: [],
  wins: [],
  support: [],
  lists: {},
};

function serve(routes: Record<string, unknown> = {}) {
  return fakeServer({
    'GET /api/session': { ...session, may: ['settings.admin'] },
    'GET /api/people': { items: [{ id: '11', name: '林婉清', active: true }] },
    'GET /api/meta': meta,
    'GET /api/templates': { items: [own] },
    ...routes,
  } as Parameters<typeof fakeServer>[0]);
}

test('what a version says becomes the form, and the form what is sent', () => {
  const sent = contentOf(draftOf(content), content);
  expect(sent).toMatchObject({ base: 'T-001', name: { zh: '大客户六步', en: '' } });
  expect(sent.steps).toEqual([{ code: 'b', name: { zh: '见面', en: '' } }]);
  expect(sent.gates[0]).toMatchObject({ stage: 'S1', typical_days: 7, open: true });
  expect(sent.gates[0]?.criteria).toEqual([{ code: 'X3', text: { zh: '', en: '' }, skipped: true }]);
  expect(contentOf(draftOf(content), { base: 'T-001', retired: true }).retired).toBe(true);
});

test('a template of the method is copied under a name', async () => {
  const server = serve({ 'POST /api/templates': own });
  const { user } = renderApp('/settings/templates');
  await user.click(await screen.findByRole('button', { name: '复制“六步流程”' }));
  const dialog = await screen.findByRole('dialog');
  await user.type(within(dialog).getByLabelText('中文名称'), '项目六步');
  await user.click(within(dialog).getByRole('button', { name: '复制' }));
  await waitFor(() => expect(server.of('POST /api/templates')).toHaveLength(1));
  expect(server.of('POST /api/templates')[0]?.body).toEqual({ base: 'T-001', name: { zh: '项目六步', en: '' } });
});

test('a gate is changed and saved on the version that was read; what is fixed is only shown', async () => {
  const server = serve({ 'PUT /api/templates/O-1': { ...own, number: 4 } });
  const { user } = renderApp('/settings/templates');
  expect(await screen.findByText(/2 个进行中的商机在用/)).toBeVisible();
  await user.click(screen.getByRole('button', { name: '修改“大客户六步”' }));
  const form = within(await screen.findByRole('dialog', { name: '修改“大客户六步”' }));
  expect(form.getByText('覆盖 S4–S5')).toBeVisible();
  await user.click(form.getByRole('button', { name: /S1 项目挖掘/ }));
  expect(form.getByText('固定：S1 · 通过后赢率 5%')).toBeVisible();
  expect(form.getByRole('switch', { name: /不满足时拦截/ })).not.toBeChecked();
  await user.click(form.getByRole('switch', { name: /不满足时拦截/ }));
  await user.type(form.getByRole('textbox', { name: 'S1.X1 的中文说法' }), '已查三项');
  await user.click(form.getByRole('button', { name: /S6 合同签订/ }));
  expect(form.getAllByRole('switch', { name: /不满足时拦截/ })[1]).toBeDisabled();
  await user.click(form.getByRole('button', { name: '保存为新版本' }));
  await waitFor(() => expect(server.of('PUT /api/templates/O-1')).toHaveLength(1));
  const [put] = server.of('PUT /api/templates/O-1');
  expect(put?.headers.get('if-match')).toBe('"3"');
  expect(put?.body).toMatchObject({
    gates: [
      {
        stage: 'S1',
        open: false,
        criteria: [
          { code: 'X3', skipped: true },
          { code: 'X1', text: { zh: '已查三项', en: '' }, skipped: false },
        ],
      },
    ],
  });
});

test('a refusal stands above the form, and nothing typed is lost', async () => {
  serve({ 'PUT /api/templates/O-1': () => refusal(422, 'template_gate_empty') });
  const { user } = renderApp('/settings/templates');
  await user.click(await screen.findByRole('button', { name: '修改“大客户六步”' }));
  const form = within(await screen.findByRole('dialog'));
  await user.type(form.getByLabelText('英文名称'), 'Key accounts');
  await user.click(form.getByRole('button', { name: '保存为新版本' }));
  expect(await form.findByRole('alert')).toHaveTextContent('detail of template_gate_empty');
  expect(form.getByLabelText('英文名称')).toHaveValue('Key accounts');
});

test('an earlier version is taken as the draft; one that is retired can be used again', async () => {
  const earlier = { ...own, number: 2, content: { ...content, name: { zh: '旧名称' } } };
  const retired = { ...own, content: { ...content, retired: true } };
  const server = serve({
    'GET /api/templates': { items: [retired] },
    'GET /api/templates/O-1/versions': { items: [retired, earlier] },
    'PUT /api/templates/O-1': own,
  });
  const { user } = renderApp('/settings/templates');
  expect(await screen.findByText('已停用')).toBeVisible();
  await user.click(screen.getByRole('button', { name: '重新启用' }));
  await waitFor(() => expect(server.of('PUT /api/templates/O-1')[0]?.body).toMatchObject({ retired: false }));
  await user.click(screen.getByRole('button', { name: '历史版本' }));
  await user.click(await screen.findByRole('button', { name: '以此为草稿' }));
  expect(await screen.findByLabelText('中文名称')).toHaveValue('旧名称');
});

test('none yet: what belongs there', async () => {
  serve({ 'GET /api/templates': { items: [] } });
  renderApp('/settings/templates');
  expect(await screen.findByText('还没有公司模板')).toBeVisible();
});
