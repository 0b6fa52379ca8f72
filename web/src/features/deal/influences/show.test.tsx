import { screen, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { fakeServer } from '@/test/fakeServer';
import { session } from '@/test/fixtures';
import { renderApp } from '@/test/render';
import { codes, dealId, person, sheet } from '../fixture';

const empty = { items: [], total: 0 };

test('people are asked for by how they stand; the address keeps it, and nobody is offered whom there is none of', async () => {
  fakeServer({
    'GET /api/session': session,
    'GET /api/people': empty,
    [`GET /api/deals/${dealId}/sheet`]: sheet({
      influences: [
        person({ support: 3 }),
        person({ id: '502', contact_id: '402', name: '刘敏', roles: ['TB'], support: -4 }),
      ],
    }),
    'GET /api/tasks': empty,
    'GET /api/notes': empty,
    'GET /api/timeline': { items: [] },
    'GET /api/meta': codes,
  } as Parameters<typeof fakeServer>[0]);
  const { user, router } = renderApp(`/deals/${dealId}?view=list`);
  await screen.findByRole('heading', { level: 1 });
  const people = within(screen.getByRole('region', { name: '购买影响者' }));
  const names = () => people.getAllByRole('button', { name: /赵启明|刘敏/ }).map((one) => one.textContent);
  expect(names()).toHaveLength(2);
  await user.click(people.getByRole('button', { name: '反对 1' }));
  expect(people.getByRole('button', { name: '反对 1' })).toHaveAttribute('aria-pressed', 'true');
  expect(names()).toHaveLength(1);
  expect(names()[0]).toContain('刘敏');
  expect(router.state.location.search).toMatchObject({ view: 'list', show: 'against' });
  expect(people.getByRole('button', { name: '态度不明 0' })).toBeDisabled();
  await user.click(people.getByRole('button', { name: '全部 2' }));
  expect(names()).toHaveLength(2);
});
