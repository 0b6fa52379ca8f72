import { screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import { fakeServer, lineDown, refusal } from '@/test/fakeServer';
import { session } from '@/test/fixtures';
import { renderApp } from '@/test/render';

const empty = { groups: [] };
const signedOut = () => refusal(401, 'unauthenticated');

test('somebody who is not logged in logs in and comes back to the page that was asked for', async () => {
  let inside = false;
  const server = fakeServer({
    'GET /api/setup': { needed: false },
    'GET /api/session': () => (inside ? session : signedOut()),
    'POST /api/login': () => {
      inside = true;
      return { user_id: '11' };
    },
    'GET /api/board': empty,
  });
  const { router, user } = renderApp('/pipeline?owner=7300000000000000001');
  await user.type(await screen.findByLabelText(/登录名/), 'lin');
  await user.type(screen.getByLabelText(/^密码/), 'correct horse battery');
  await user.click(screen.getByRole('button', { name: '登录' }));
  await waitFor(() => expect(router.state.location.href).toBe('/pipeline?owner=7300000000000000001'));
  expect(server.of('POST /api/login')[0]?.body).toEqual({ login: 'lin', password: 'correct horse battery' });
  expect(await screen.findByRole('button', { name: '林婉清 的账户菜单' })).toBeVisible();
});

test('a wrong password is said above the form, and nothing is kept on the device', async () => {
  fakeServer({
    'GET /api/setup': { needed: false },
    'GET /api/session': signedOut,
    'POST /api/login': refusal(401, 'wrong_login', { detail: '登录名或密码不正确' }),
  });
  const { user } = renderApp('/login');
  await user.type(await screen.findByLabelText(/登录名/), 'lin');
  await user.type(screen.getByLabelText(/^密码/), 'wrong');
  await user.click(screen.getByRole('button', { name: '登录' }));
  expect(await screen.findByRole('alert')).toHaveTextContent('登录名或密码不正确');
  expect(JSON.stringify(localStorage)).not.toContain('wrong');
});

test('an address outside of the product is not followed after the log-in', async () => {
  let inside = false;
  fakeServer({
    'GET /api/setup': { needed: false },
    'GET /api/session': () => (inside ? session : signedOut()),
    'POST /api/login': () => {
      inside = true;
      return { user_id: '11' };
    },
    'GET /api/board': empty,
  });
  const { router, user } = renderApp('/login?to=//evil.example');
  await user.type(await screen.findByLabelText(/登录名/), 'lin{Enter}');
  await waitFor(() => expect(router.state.location.pathname).toBe('/pipeline'));
});

test('a server without an administrator asks to be set up', async () => {
  const server = fakeServer({
    'GET /api/setup': { needed: true },
    'GET /api/session': signedOut,
    'POST /api/setup': refusal(422, 'wrong_secret', { field: 'secret', detail: '安装密钥不正确' }),
  });
  const { router, user } = renderApp('/login');
  await waitFor(() => expect(router.state.location.pathname).toBe('/setup'));
  await user.type(await screen.findByLabelText(/安装密钥/), 's3cret');
  await user.type(screen.getByLabelText(/设置密码/), 'a long sentence will do');
  await user.type(screen.getByLabelText(/再输一次密码/), 'another one');
  await user.click(screen.getByRole('button', { name: '完成设置' }));
  expect(await screen.findByText('两次输入的密码不一致。')).toBeVisible();
  expect(server.of('POST /api/setup')).toHaveLength(0);
  await user.clear(screen.getByLabelText(/再输一次密码/));
  await user.type(screen.getByLabelText(/再输一次密码/), 'a long sentence will do');
  await user.click(screen.getByRole('button', { name: '完成设置' }));
  expect(await screen.findByText('安装密钥不正确')).toBeVisible();
  expect(server.of('POST /api/setup')[0]?.body).toMatchObject({ secret: 's3cret', currency: 'CNY', lang: 'zh' });
  expect(server.of('POST /api/setup')[0]?.body).not.toHaveProperty('again');
});

test('a one-time link sets the password of its owner, who then logs in', async () => {
  const server = fakeServer({
    'GET /api/setup': { needed: false },
    'GET /api/links/*': { login: 'he.jiayi', name: '何嘉怡' },
    'POST /api/links/*': undefined,
    'GET /api/session': signedOut,
  });
  const { router, user } = renderApp('/link/tok-1');
  expect(await screen.findByRole('heading', { name: '何嘉怡，您好' })).toBeVisible();
  await user.type(screen.getByLabelText(/设置密码/), 'a long sentence will do');
  await user.type(screen.getByLabelText(/再输一次密码/), 'a long sentence will do');
  await user.click(screen.getByRole('button', { name: '设置密码' }));
  await waitFor(() => expect(router.state.location.pathname).toBe('/login'));
  expect(server.of('POST /api/links/tok-1')[0]?.body).toEqual({ password: 'a long sentence will do' });
});

test('a used link says what to do', async () => {
  fakeServer({ 'GET /api/links/*': refusal(404, 'not_found') });
  renderApp('/link/tok-1');
  expect(await screen.findByText(/请向管理员索取新的链接/)).toBeVisible();
});

test('a server that cannot be reached says so and can be tried again', async () => {
  let up = false;
  fakeServer({ 'GET /api/session': () => (up ? session : lineDown()), 'GET /api/board': empty });
  const { user } = renderApp('/pipeline');
  expect(await screen.findByRole('alert')).toHaveTextContent('连不上服务器');
  up = true;
  await user.click(screen.getByRole('button', { name: '重试' }));
  expect(await screen.findByRole('heading', { name: '销售管道' })).toBeVisible();
});

test('a log-in with a second factor asks for the code before anything opens', async () => {
  let inside = false;
  const server = fakeServer({
    'GET /api/setup': { needed: false },
    'GET /api/session': () => (inside ? session : signedOut()),
    'POST /api/login': { code_needed: true },
    'POST /api/login/code': ({ body }: { body: unknown }) => {
      if ((body as { code: string }).code !== '123456')
        return refusal(422, 'code_wrong', { field: 'code', detail: '验证码不正确' });
      inside = true;
      return { user_id: '11' };
    },
    'GET /api/board': empty,
  });
  const { router, user } = renderApp('/login');
  await user.type(await screen.findByLabelText(/登录名/), 'lin{Enter}');
  await user.type(await screen.findByLabelText(/验证码/), '000000{Enter}');
  expect((await screen.findAllByText('验证码不正确'))[0]).toBeVisible();
  expect(server.of('GET /api/session')).toHaveLength(0);
  await user.clear(screen.getByLabelText(/验证码/));
  await user.type(screen.getByLabelText(/验证码/), '123456{Enter}');
  await waitFor(() => expect(router.state.location.pathname).toBe('/pipeline'));
});
