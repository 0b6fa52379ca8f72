// The first start: set up through the browser, log out, log in; a wrong password is refused.
import assert from 'node:assert/strict';
import { api, faults, openHouse, texts } from '../house.mjs';

export const password = 'correct horse 9';

/** Sets the house up in the browser; the page is then the administrator's. */
export async function setUp(house, page, lang) {
  const t = texts(lang);
  await page.goto(house.url);
  await page.waitForURL('**/setup');
  await page.getByLabel(t('auth.setup.secret')).fill(house.secret());
  await page.getByLabel(t('auth.setup.workspace')).fill('海岳软件');
  await page.getByLabel(t('auth.setup.name')).fill('艾达');
  await page.getByLabel(t('auth.login.name')).fill('ada');
  await page.getByLabel(t('auth.password.new')).fill(password);
  await page.getByLabel(t('auth.password.again')).fill(password);
  await page.getByRole('button', { name: t('auth.setup.submit') }).click();
  await page.waitForURL('**/pipeline');
}

// The tour comes with the first log-in, walks by keys, ends with Esc and does not come again; the menu begins it anew.
async function shortTour(page, t) {
  const first = page.getByRole('region', { name: t('guide.new.head') });
  const second = page.getByRole('region', { name: t('guide.import.head') });
  await first.waitFor();
  assert.deepEqual(await faults(page), []);
  await page.keyboard.press('ArrowRight');
  await second.waitFor();
  await page.keyboard.press('Escape');
  await second.waitFor({ state: 'hidden' });
  await page.reload();
  await page.getByRole('button', { name: t('user.menu', { name: '艾达' }) }).click();
  assert.equal(await first.or(second).count(), 0, 'the tour came again');
  await page.getByRole('menuitem', { name: t('guide.begin') }).click();
  await first.getByRole('button', { name: t('guide.skip') }).click();
  await first.waitFor({ state: 'hidden' });
}

const steps = ['board', 'next_steps', 'flags', 'map', 'plan'];

// Where there is a deal the tour leads from the board into it, keeps the focus, covers nothing that it shows, and ends at
// what to do next.
async function wholeTour(page, t) {
  const account = await api(page, 'POST', '/api/accounts', { name: '江州银行', industry: 'banking' });
  await api(page, 'POST', '/api/deals', { name: '核心系统升级', account_id: account.id });
  await page.reload();
  await page.getByRole('button', { name: t('user.menu', { name: '艾达' }) }).click();
  await page.getByRole('menuitem', { name: t('guide.begin') }).click();
  for (const [at, name] of steps.entries()) {
    const card = page.getByRole('region', { name: t(`guide.${name}.head`), exact: true });
    await card.waitFor();
    assert.ok(await card.evaluate((el) => el.contains(document.activeElement)), `${name} has no focus`);
    assert.equal(await page.locator('[data-guided]').count(), 1, `${name} shows nothing`);
    assert.deepEqual(await faults(page), []);
    if (at === 0) await card.getByRole('button', { name: t('guide.open') }).click();
    else if (at < steps.length - 1) await page.keyboard.press('ArrowRight');
    else await card.getByRole('button', { name: t('guide.done') }).click();
    await card.waitFor({ state: 'hidden' });
  }
  const next = page.getByRole('region', { name: t('next.title') });
  assert.ok((await next.getByRole('listitem').count()) > 0, 'nothing to do next');
  assert.ok(
    await next.evaluate((el) => el.getBoundingClientRect().top < window.innerHeight),
    'the tour ends elsewhere',
  );
  await page.reload();
  await next.waitFor();
  assert.equal(await page.locator('[data-guided]').count(), 0, 'the tour came again');
}

export const journeys = {
  async 'set up and log in'(lang) {
    const t = texts(lang);
    const house = await openHouse();
    try {
      const { page } = await house.person({ lang, tour: true });
      await setUp(house, page, lang);
      await page.getByRole('heading', { name: t('nav.pipeline') }).waitFor();
      await shortTour(page, t);
      await wholeTour(page, t);
      await page.context().clearCookies();
      await page.goto(house.url);
      await page.waitForURL('**/login');
      await page.getByRole('heading', { name: t('auth.login.title') }).waitFor();
      assert.deepEqual(await faults(page), []);
      await page.getByLabel(t('auth.login.name')).fill('ada');
      await page.getByRole('textbox', { name: t('auth.password') }).fill('wrong');
      await page.getByRole('button', { name: t('auth.login.submit') }).click();
      await page.getByText(t('fault.login_wrong')).waitFor();
      await page.getByRole('textbox', { name: t('auth.password') }).fill(password);
      await page.getByRole('button', { name: t('auth.login.submit') }).click();
      await page.waitForURL('**/pipeline');
      assert.deepEqual(house.wrong, []);
    } finally {
      await house.close();
    }
  },
};
