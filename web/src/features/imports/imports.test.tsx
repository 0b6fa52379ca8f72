import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { fakeServer, refusal } from '@/test/fakeServer';
import { session } from '@/test/fixtures';
import { renderApp } from '@/test/render';
import { anImport, someRows } from './fixtures';
import { missing, withDefault, withField } from './plan';
import { cleanImportSearch, openSteps, stepOf } from './steps';
import { filled } from './words';

const base = {
  'GET /api/session': { ...session, may: ['import'] },
  'GET /api/people': { items: [{ id: '12', name: '何嘉怡', active: true }] },
  'GET /api/imports': { items: [] },
  'GET /api/imports/70': anImport(),
};
const rows = { 'GET /api/imports/70/rows': { items: someRows } };
const report = { verdicts: { stored: 2, refused: 1 }, codes: { amount_unparsed: 1 } };

describe('the plan', () => {
  const [name, revenue] = anImport().detection.columns;
  if (!name || !revenue) throw new Error('fixture');

  test('takes the suggested unit with a field and gives the column back', () => {
    const plan = withField({ columns: [] }, revenue, 'revenue');
    expect(plan.columns).toEqual([{ column: '年营收（万元）', field: 'revenue', times: 10000 }]);
    expect(withField(plan, revenue, undefined).columns).toEqual([]);
  });

  test('a required field is filled by a column or by a default', () => {
    const { fields } = anImport();
    expect(missing({ columns: [] }, fields).map(({ code }) => code)).toEqual(['name']);
    expect(missing(withField({}, name, 'name'), fields)).toEqual([]);
    expect(missing(withDefault({}, 'name', '未知客户'), fields)).toEqual([]);
    expect(missing(withDefault(withDefault({}, 'name', 'x'), 'name', undefined), fields)).toHaveLength(1);
  });
});

describe('steps', () => {
  test.each([
    ['detected', 'file', ['file', 'map']],
    ['checking', 'check', ['check']],
    ['checked', 'check', ['file', 'map', 'check']],
    ['running', 'report', ['report']],
    ['done', 'report', ['report']],
    ['undone', 'report', ['file', 'map', 'report']],
  ] as const)('%s stands at %s', (state, step, open) => {
    expect(stepOf(state)).toBe(step);
    expect(openSteps(state)).toEqual(open);
  });

  test('the address keeps only steps that exist', () => {
    expect(cleanImportSearch({ step: 'map' })).toEqual({ step: 'map' });
    expect(cleanImportSearch({ step: 'x' })).toEqual({});
  });

  test('a text without its value shows dots', () => {
    expect(filled('最多 {limit} 个', { limit: 5 })).toBe('最多 5 个');
    expect(filled('最多 {limit} 个')).toBe('最多 … 个');
  });
});

describe('the wizard', () => {
  test('a refused file says why and stays on the screen', async () => {
    fakeServer({ ...base, 'POST /api/imports': refusal(415, 'unsupported_format', { detail: '无法识别这种文件' }) });
    const { user } = renderApp('/imports');
    await screen.findByText('还没有导入过');
    const input = document.querySelector<HTMLInputElement>('input[type=file]');
    await user.upload(input as HTMLInputElement, new File(['x'], '客户.csv', { type: 'text/csv' }));
    expect(await screen.findByText('无法识别这种文件')).toBeVisible();
  });

  test('shows what was found, and looks anew when the encoding is changed', async () => {
    const server = fakeServer({ ...base, 'PATCH /api/imports/70': anImport({ version: 2 }) });
    const { user } = renderApp('/imports/70');
    expect(await screen.findByText('表头不在第一行，请确认。（1 处）')).toBeVisible();
    expect(screen.getByText('隐藏的列：备用')).toBeVisible();
    expect(screen.getByText('合计行：第 5 行')).toBeVisible();
    await user.click(screen.getByRole('combobox', { name: '编码' }));
    await user.click(await screen.findByRole('option', { name: 'UTF-8' }));
    await waitFor(() => expect(server.of('PATCH /api/imports/70').at(0)?.body).toEqual({ encoding: 'utf-8' }));
    expect(server.of('PATCH /api/imports/70').at(0)?.headers.get('If-Match')).toBe('"1"');
  });

  test('sends the mapping and then asks for the dry run', async () => {
    const server = fakeServer({
      ...base,
      ...rows,
      'PATCH /api/imports/70': anImport({ version: 2 }),
      'POST /api/imports/70/check': anImport({ version: 3, state: 'checked', report, may: ['edit', 'check', 'run'] }),
    });
    const { user } = renderApp('/imports/70?step=map');
    await user.click(await screen.findByRole('combobox', { name: '“年营收（万元）”列对应的字段' }));
    await user.click(await screen.findByRole('option', { name: '年营业收入' }));
    await user.click(screen.getByRole('button', { name: '开始试运行' }));
    expect(await screen.findByRole('button', { name: '导入 2 行' })).toBeEnabled();
    expect(server.of('PATCH /api/imports/70').at(0)?.body).toMatchObject({
      columns: [
        { column: '单位名称', field: 'name' },
        { column: '年营收（万元）', field: 'revenue', times: 10000 },
      ],
      key: 'match',
      duplicate: 'same',
    });
  });

  test('lists every value of a column, opens at those that are not understood, and maps them', async () => {
    const deals = anImport({
      kind: 'deals',
      fields: [{ code: 'stage', type: 'choice' }],
      mapping: { columns: [{ column: '备用', field: 'stage' }] },
    });
    const server = fakeServer({
      ...base,
      'GET /api/imports/70': deals,
      'GET /api/imports/70/values': {
        items: [
          { text: 'S1', count: 500 },
          { text: 'Engaging', count: 1589, problem: 'unknown_value' },
        ],
        more: false,
      },
      'PATCH /api/imports/70': refusal(422, 'value_invalid'),
    });
    const { user } = renderApp('/imports/70?step=map');
    expect(await screen.findByText('1 种无法识别')).toBeVisible();
    expect(screen.getByText('1,589 行')).toBeVisible();
    expect(screen.getByRole('combobox', { name: '“S1”对应' })).not.toHaveAttribute('aria-invalid', 'true');
    const value = screen.getByRole('combobox', { name: '“Engaging”对应' });
    expect(value).toHaveAttribute('aria-invalid', 'true');
    expect(screen.queryByRole('textbox', { name: '文件里的其他写法' })).toBeNull();
    await user.click(value);
    await user.click(await screen.findByRole('option', { name: 'S3 技术突破' }));
    expect(screen.queryByText('1 种无法识别')).toBeNull();
    await user.click(screen.getByRole('button', { name: '开始试运行' }));
    await waitFor(() =>
      expect(server.of('PATCH /api/imports/70').at(0)?.body).toMatchObject({
        columns: [{ column: '备用', field: 'stage', values: { Engaging: 'S3' } }],
      }),
    );
    expect(Object.fromEntries(server.of('GET /api/imports/70/values').at(0)?.query ?? [])).toEqual({
      column: '备用',
      field: 'stage',
    });
  });

  test('no dry run without a required field', async () => {
    fakeServer({ ...base, 'GET /api/imports/70': anImport({ mapping: { columns: [] } }) });
    renderApp('/imports/70?step=map');
    expect(await screen.findByText('还有必填字段没有对应的列：客户名称。')).toBeVisible();
    expect(screen.getByRole('button', { name: '开始试运行' })).toBeDisabled();
  });

  test('counts refusals in words and filters the rows by them', async () => {
    const checked = anImport({ state: 'checked', report, may: ['run'] });
    const server = fakeServer({ ...base, ...rows, 'GET /api/imports/70': checked });
    const { user } = renderApp('/imports/70');
    const reason = await screen.findByRole('button', { name: /1 不是确切的金额/ });
    const table = screen.getByRole('table');
    expect(await within(table).findByText(/年营收（万元）：不是确切的金额/)).toBeVisible();
    await user.click(reason);
    await waitFor(() =>
      expect(Object.fromEntries(server.of('GET /api/imports/70/rows').at(-1)?.query ?? [])).toMatchObject({
        verdict: 'refused',
        code: 'amount_unparsed',
      }),
    );
  });

  test('a finished import offers the refused rows and the way back, after asking', async () => {
    const done = anImport({ state: 'done', report: { ...report, made: { account: 2 } }, may: ['undo'] });
    const server = fakeServer({
      ...base,
      ...rows,
      'GET /api/imports/70': done,
      'POST /api/imports/70/undo': anImport({ state: 'undone', may: ['edit', 'check'] }),
    });
    const { user } = renderApp('/imports/70');
    expect(await screen.findByRole('link', { name: '下载被拒绝的 1 行' })).toHaveAttribute(
      'href',
      '/api/imports/70/refused.csv',
    );
    expect(screen.getByText('新增：客户 2')).toBeVisible();
    await user.click(screen.getByRole('button', { name: '撤销这次导入' }));
    expect(server.of('POST /api/imports/70/undo')).toHaveLength(0);
    const buttons = await screen.findAllByRole('button', { name: '撤销这次导入' });
    await user.click(buttons.at(-1) as HTMLElement);
    await waitFor(() => expect(server.of('POST /api/imports/70/undo')).toHaveLength(1));
    expect(await screen.findByRole('heading', { name: '已撤销' })).toBeVisible();
  });

  test('shows how far it is while the server works', async () => {
    fakeServer({
      ...base,
      'GET /api/imports/70': anImport({ state: 'running', done_rows: 1500, total_rows: 3000, may: [] }),
    });
    renderApp('/imports/70');
    expect(await screen.findByText('1,500 / 3,000 行')).toBeVisible();
    expect(screen.getByRole('progressbar')).toHaveAttribute('aria-valuenow', '50');
  });
});
