import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { fakeServer } from '@/test/fakeServer';
import { session } from '@/test/fixtures';
import { renderApp } from '@/test/render';
import type { Chart, ChartContact, Department } from '../types';
import { byDepartment, byReport, possibleParents } from './tree';

const at = '2026-11-20T02:00:00.000Z';
const department = (id: string, name: string, parent_id?: string): Department => ({
  id,
  version: 1,
  account_id: '7',
  name,
  parent_id,
  created_at: at,
  updated_at: at,
});
const person = (id: string, name: string, change: Partial<ChartContact> = {}): ChartContact => ({
  id,
  version: 1,
  account_id: '7',
  name,
  created_at: at,
  updated_at: at,
  deals: [],
  ...change,
});

const chart: Chart = {
  departments: [department('1', '信息中心'), department('2', '应用系统部', '1'), department('3', '离散部', '99')],
  contacts: [
    person('10', '韩雨桐', { department_id: '2', level_rank: 2, reports_to_id: '11' }),
    person('11', '蒋明哲', {
      department_id: '1',
      level_rank: 3,
      deals: [
        { contact_id: '11', influence_id: '5', deal_id: '40', deal_name: 'MES 二期', status: 'open', roles: ['TB'] },
        { contact_id: '11', influence_id: '6', deal_id: '41', deal_name: '旧项目', status: 'lost', roles: ['EB'] },
      ],
    }),
    person('12', '王若溪'),
    person('13', '邵立群', { department_id: '2', level_rank: 4 }),
  ],
  may: ['edit'],
};

describe('trees', () => {
  test('departments in their tree, people from the highest level, the loose ones last', () => {
    const tree = byDepartment(chart);
    expect(tree.map(({ department: of }) => of?.name)).toEqual(['信息中心', '离散部', undefined]);
    expect(tree[0]?.below[0]?.people.map(({ name }) => name)).toEqual(['邵立群', '韩雨桐']);
    expect(tree[2]?.people.map(({ name }) => name)).toEqual(['王若溪']);
  });

  test('people under those they report to, those with reports first', () => {
    const tree = byReport(chart);
    expect(tree.map(({ person: one }) => one.name)).toEqual(['蒋明哲', '邵立群', '王若溪']);
    expect(tree[0]?.below.map(({ person: one }) => one.name)).toEqual(['韩雨桐']);
  });

  test('a department never stands below itself', () => {
    const names = possibleParents(chart.departments, chart.departments[0]).map(({ name }) => name);
    expect(names).toEqual(['离散部']);
    expect(possibleParents(chart.departments, undefined)).toHaveLength(3);
  });
});

describe('the org chart', () => {
  const base = {
    'GET /api/session': session,
    'GET /api/people': { items: [] },
    'GET /api/accounts/7': {
      id: '7',
      version: 1,
      name: '江洲',
      created_at: at,
      updated_at: at,
      tags: [],
      may: ['edit'],
    },
    'GET /api/accounts/7/chart': chart,
  };

  test('shows roles on open deals only', async () => {
    fakeServer(base);
    renderApp('/accounts/7?tab=chart');
    const link = await screen.findByRole('link', { name: /MES 二期/ });
    expect(link).toHaveTextContent('技术把关者');
    expect(link).toHaveAttribute('href', '/deals/40');
    expect(screen.queryByText('旧项目')).toBeNull();
  });

  test('adds a person to the department where the button stands', async () => {
    const server = fakeServer({ ...base, 'POST /api/contacts': person('20', '倪建华') });
    const { user } = renderApp('/accounts/7?tab=chart');
    await user.click(await screen.findByRole('button', { name: '在应用系统部添加联系人' }));
    const dialog = await screen.findByRole('dialog');
    await user.type(within(dialog).getByRole('textbox', { name: /姓名/ }), '倪建华');
    await user.click(within(dialog).getByRole('button', { name: '添加联系人' }));
    await waitFor(() =>
      expect(server.of('POST /api/contacts').at(0)?.body).toEqual({
        account_id: '7',
        name: '倪建华',
        department_id: '2',
      }),
    );
  });

  test('is read only for who may not edit', async () => {
    fakeServer({ ...base, 'GET /api/accounts/7/chart': { ...chart, may: [] } });
    renderApp('/accounts/7?tab=chart');
    await screen.findByRole('heading', { name: '应用系统部' });
    expect(screen.queryByRole('button', { name: /添加|编辑/ })).toBeNull();
  });
});
