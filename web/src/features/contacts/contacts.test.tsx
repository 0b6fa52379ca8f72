import { screen, waitFor } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { fakeServer } from '@/test/fakeServer';
import { session } from '@/test/fixtures';
import { renderApp } from '@/test/render';
import { superiors } from './LinePanel';
import type { ContactPageData } from './queries';
import { cleanContactSearch } from './search';

const at = '2026-11-20T02:00:00.000Z';
const contact: ContactPageData = {
  id: '11',
  version: 5,
  name: '蒋明哲',
  title: '信息中心主任',
  account_id: '7',
  account_name: '江洲重工',
  level_rank: 3,
  reports_to_id: '10',
  created_at: at,
  updated_at: at,
  deals: [
    { contact_id: '11', influence_id: '5', deal_id: '40', deal_name: 'MES 二期', status: 'open', roles: ['TB', 'CO'] },
  ],
  may: ['edit', 'contribute', 'trash'],
};
const chart = {
  departments: [],
  contacts: [
    { ...contact, deals: [] },
    { ...contact, id: '10', name: '许文澜', reports_to_id: '9', deals: [] },
    { ...contact, id: '9', name: '郑国栋', reports_to_id: undefined, deals: [] },
    { ...contact, id: '12', name: '韩雨桐', reports_to_id: '11', deals: [] },
  ],
  may: ['edit'],
};
const none = { items: [], total: 0 };
const base = {
  'GET /api/session': { ...session, may: ['account.edit', 'deal.contribute'] },
  'GET /api/people': { items: [] },
  'GET /api/contacts/11': contact,
  'GET /api/accounts/7/chart': chart,
  'GET /api/notes': none,
  'GET /api/tasks': none,
  'GET /api/timeline': { items: [] },
};

describe('the page of a contact', () => {
  test('shows the line up and down, and where he has a say', async () => {
    fakeServer(base);
    renderApp('/contacts/11');
    expect(await screen.findByRole('link', { name: 'MES 二期' })).toHaveAttribute('href', '/deals/40');
    expect(screen.getByText('技术把关者')).toBeVisible();
    expect(await screen.findByRole('link', { name: '郑国栋' })).toHaveAttribute('href', '/contacts/9');
    expect(screen.getByRole('link', { name: '韩雨桐' })).toBeVisible();
  });

  test('sends the level as a number', async () => {
    const server = fakeServer({ ...base, 'PATCH /api/contacts/11': { ...contact, version: 6, level_rank: 4 } });
    const { user } = renderApp('/contacts/11');
    await user.click(await screen.findByRole('button', { name: '编辑级别' }));
    await user.click(await screen.findByRole('combobox', { name: '级别' }));
    await user.click(await screen.findByRole('option', { name: '高管' }));
    await user.click(screen.getByRole('button', { name: '保存' }));
    await waitFor(() => expect(server.of('PATCH /api/contacts/11').at(0)?.body).toEqual({ level_rank: 4 }));
  });

  test('keeps an unsent note over a lost page', async () => {
    fakeServer(base);
    const { user } = renderApp('/contacts/11');
    await user.type(await screen.findByRole('textbox', { name: '新备注' }), '很看重可复制性');
    const kept = Object.entries(localStorage).find(([key]) => key.includes('note.new.contact:11'));
    expect(kept?.[1]).toContain('很看重可复制性');
  });
});

test('a reporting line that runs in a circle ends', () => {
  const people = [
    { id: '1', name: 'A', reports_to_id: '2' },
    { id: '2', name: 'B', reports_to_id: '3' },
    { id: '3', name: 'C', reports_to_id: '2' },
  ];
  expect(superiors({ id: '1', name: 'A', reports_to_id: '2' }, people).map(({ name }) => name)).toEqual(['C', 'B']);
});

test('the address loses what the screen does not know', () => {
  expect(cleanContactSearch({ q: '蒋', account: '7', x: '1', sort: '' })).toEqual({ q: '蒋', account: '7' });
});
