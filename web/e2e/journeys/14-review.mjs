// A deal review at several screens at once: doubts, answers, acts and the decision are seen by all without a reload; who may
// not know of a hidden coach sees nothing of him, and neither does a room.
import assert from 'node:assert/strict';
import { api, faults, texts } from '../house.mjs';
import { layDeal, openStage } from '../stage.mjs';

export const stage = openStage;

/** Marks the page, so that a reload would be seen. */
const mark = (page) => page.evaluate(() => Object.assign(window, { stayed: true }));
const stayed = (page) => page.evaluate(() => window.stayed === true);

const soon = (days) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

/** A panel of the page of a review. */
const part = (page, t, name) => page.getByRole('region', { name: t(name), exact: true });

/** An item of the agenda, open. */
async function item(page, title) {
  const head = page.getByRole('button', { name: title });
  if ((await head.getAttribute('aria-expanded')) !== 'true') await head.click();
  return page.getByRole('listitem').filter({ has: head });
}

const meet = async ({ house }, { page }, deal, t) => {
  await page.goto(`${house.url}/deals/${deal.id}/review`);
  await page
    .getByText(t('review.number', { n: 1 }), { exact: true })
    .first()
    .waitFor();
  await mark(page);
};

/** A deal of Mina's with a decision maker, a hidden coach, and Pia on its team. */
async function layTable(set, name) {
  const { mina, pia } = set;
  const deal = await layDeal(set, name, { sso_what: '监控平台' });
  const place = (who, more) =>
    api(mina.page, 'POST', `/api/deals/${deal.id}/influences`, { new_contact: { name: who }, ...more });
  await place('高远', { roles: ['EB'], influence: 'H', support: -4 });
  await place('影子', { roles: ['CO'], hidden: true, c1: false, c2: false, c3: false });
  await api(mina.page, 'PUT', `/api/deals/${deal.id}/members/${pia.id}`, { role: 'presales' });
  return deal;
}

const said = (page) => page.locator('body').innerText();

export const journeys = {
  async 'a review is seen by all who are in it, and decided once'(lang, set) {
    const t = texts(lang);
    const { house, mina, mo, pia } = set;
    const deal = await layTable(set, '数据中心监控');
    await mina.page.goto(`${house.url}/deals/${deal.id}`);
    await mina.page.getByRole('button', { name: t('deal.acts'), exact: true }).click();
    await mina.page.getByRole('menuitem', { name: t('review.open') }).click();
    await mina.page.waitForURL(/\/review$/);
    await meet(set, mina, deal, t);
    await Promise.all([meet(set, mo, deal, t), meet(set, pia, deal, t)]);
    assert.deepEqual(await faults(mo.page), []);
    await part(mina.page, t, 'review.decision').getByText(t('review.decide.others')).waitFor();

    const question = t('question.3.title');
    const asked = await item(mo.page, question);
    await asked.getByRole('button', { name: t('review.challenge.of', { name: question }) }).click();
    await asked.getByRole('textbox', { name: t('review.challenge.text') }).fill('高远真的能拍板？');
    assert.deepEqual(await faults(mo.page), []);
    await asked.getByRole('button', { name: t('review.challenge.submit') }).click();
    const log = part(mina.page, t, 'review.challenges');
    await log.getByText('高远真的能拍板？').waitFor();
    await log.getByRole('button', { name: t('review.answer') }).click();
    await log.getByRole('textbox', { name: t('review.answer.text') }).fill('去年同类合同由他签字');
    await log.getByRole('button', { name: t('review.answer.submit') }).click();
    await part(mo.page, t, 'review.challenges').getByText('去年同类合同由他签字').waitFor();

    const acts = part(mo.page, t, 'review.acts');
    await acts.getByRole('button', { name: t('review.act') }).click();
    await acts.getByRole('textbox', { name: t('review.act.title') }).fill('约高远谈预算');
    await acts
      .getByRole('button', { name: t('review.act') })
      .last()
      .click();
    await part(mina.page, t, 'review.acts').getByText('约高远谈预算').waitFor();

    const flag = mo.page.getByRole('link', { name: /影子/ }).first();
    for (const head of await mo.page.locator('main h3 button').all()) {
      if (await flag.isVisible()) break;
      await head.click();
    }
    const row = mo.page.getByRole('listitem').filter({ has: flag }).last();
    await row.getByRole('button', { name: /影子/ }).first().click();
    await row.getByRole('textbox', { name: t('review.challenge.text') }).fill('这条内线靠得住吗？');
    await row.getByRole('button', { name: t('review.challenge.submit') }).click();
    await log.getByText('这条内线靠得住吗？').waitFor();
    await part(pia.page, t, 'review.challenges').getByText('去年同类合同由他签字').waitFor();
    assert.doesNotMatch(await said(pia.page), /影子|靠得住/);

    const panel = part(mo.page, t, 'review.decision');
    await panel.getByRole('radio', { name: t('review_decision.hold') }).check({ force: true });
    await panel.getByRole('textbox', { name: t('review.reason') }).fill('等预算批复');
    await panel.getByLabel(t('review.until')).fill(soon(14));
    assert.deepEqual(await faults(mo.page), []);
    await panel.getByRole('button', { name: t('review.decide') }).click();
    for (const { page } of [mo, mina, pia]) {
      const made = part(page, t, 'review.decision');
      await made.getByText(t('review_decision.hold'), { exact: true }).waitFor();
      await made.getByText('等预算批复').waitFor();
      assert.equal(await stayed(page), true);
    }
    assert.doesNotMatch(await said(pia.page), /影子|靠得住/);
    assert.deepEqual(await faults(mina.page), []);
    await mina.page.goto(`${house.url}/deals/${deal.id}?at=timeline`);
    const act = { name: deal.name, number: 1, decision: t('review_decision.hold') };
    await mina.page.getByText(t('act.review.closed', act)).waitFor();
    assert.deepEqual(house.wrong, []);
  },

  async 'a room sees one item at a time and nothing of a hidden coach'(lang, set) {
    const t = texts(lang);
    const { house, mina, mo } = set;
    const deal = await layTable(set, '港口调度平台');
    await api(mina.page, 'POST', `/api/deals/${deal.id}/reviews`);
    await meet(set, mo, deal, t);
    const { page } = mo;
    await page.getByRole('link', { name: t('review.room') }).click();
    await page.getByRole('heading', { level: 1, name: t('review.agenda') }).waitFor();
    assert.deepEqual(await faults(page), []);
    assert.equal(await page.getByRole('navigation').count(), 0);
    const stops = await page.getByRole('listitem').count();
    let read = await said(page);
    for (let n = 0; n < stops; n++) {
      const at = page.url();
      await page.keyboard.press('ArrowRight');
      await page.waitForURL((url) => url.href !== at);
      if (n < 2) assert.deepEqual(await faults(page), []);
      read += await said(page);
    }
    assert.doesNotMatch(read, /影子/);
    assert.match(read, /高远/);
    await page.keyboard.press('End');
    const panel = part(page, t, 'review.decision');
    await panel.getByRole('radio', { name: t('review_decision.give_up') }).check({ force: true });
    await panel.getByRole('textbox', { name: t('review.reason') }).fill('客户停了这个项目');
    await panel.getByRole('button', { name: t('review.decide') }).click();
    await panel.getByText(t('review.offer.why')).waitFor();
    assert.deepEqual(await faults(page), []);
    await page.keyboard.press('Escape');
    await page.waitForURL(/\/review$/);
    await panel.getByRole('button', { name: t('deal.act.abandon') }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox').fill('客户停了这个项目');
    await dialog.getByRole('button', { name: t('deal.end.abandon.submit') }).click();
    await dialog.waitFor({ state: 'detached' });
    await panel.getByText(t('review.offer.why')).waitFor({ state: 'detached' });
    assert.equal((await api(page, 'GET', `/api/deals/${deal.id}`)).status, 'abandoned');
    await page.goto(`${house.url}/deals/${deal.id}`);
    await page.getByText(t('past.turn.reviewed', { act: t('review_decision.give_up') })).waitFor();
    assert.deepEqual(house.wrong, []);
  },
};
