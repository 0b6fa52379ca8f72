import { expect, test } from 'vitest';
import { fakeServer, lineDown, refusal } from '@/test/fakeServer';
import { api, data, ifMatch, once } from './client';
import { isProblem, Problem } from './problem';

const refused = async (call: Promise<unknown>): Promise<Problem> => {
  const error = await call.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(Problem);
  return error as Problem;
};

test('a refusal keeps its text, code and faults by field', async () => {
  fakeServer({
    'POST /api/login': refusal(422, 'invalid', {
      detail: '两处有误',
      request_id: 'r-1',
      errors: [
        { code: 'missing', field: 'login', detail: '请填写登录名' },
        { code: 'too_short', field: 'login', detail: '太短' },
        { code: 'whole', detail: '整体' },
      ],
    }),
  });
  const problem = await refused(data(api.POST('/api/login', { body: { login: '', password: '' } })));
  expect(problem).toMatchObject({ status: 422, code: 'invalid', message: '两处有误', requestId: 'r-1' });
  expect(problem.byField()).toEqual({ login: '请填写登录名' });
  expect(isProblem(problem, 'other')).toBe(false);
  expect(isProblem(problem, 'invalid')).toBe(true);
});

test('a refusal with one field and no list places that field', async () => {
  fakeServer({ 'POST /api/login': refusal(422, 'missing', { field: 'login' }) });
  const problem = await refused(data(api.POST('/api/login', { body: { login: '', password: '' } })));
  expect(problem.byField()).toEqual({ login: 'detail of missing' });
});

test('an answer that is no problem document still is a Problem', async () => {
  fakeServer({ 'GET /api/session': new Response('<h1>Bad gateway</h1>', { status: 502 }) });
  expect(await refused(data(api.GET('/api/session')))).toMatchObject({ status: 502, code: 'internal' });
});

test('a lost line has status 0', async () => {
  fakeServer({ 'GET /api/session': lineDown });
  expect(await refused(data(api.GET('/api/session')))).toMatchObject({ status: 0, code: 'offline' });
});

test('versions and idempotency keys go as headers', async () => {
  const server = fakeServer({ 'POST /api/deals/5/advance': {}, 'POST /api/deals': {} });
  await api.POST('/api/deals/{id}/advance', { params: { path: { id: '5' } }, headers: ifMatch(7) });
  await api.POST('/api/deals', { body: { name: 'x', account_id: '1' }, headers: once('k-1') });
  expect(server.asked.map(({ headers }) => [headers.get('if-match'), headers.get('idempotency-key')])).toEqual([
    ['"7"', null],
    [null, 'k-1'],
  ]);
});
