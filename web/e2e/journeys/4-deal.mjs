// The work on a deal: a gate, the people who decide, two screens at once, and a coach whom colleagues must not know.
import assert from 'node:assert/strict';
import { api, faults, texts } from '../house.mjs';
import { layDeal, openDeal, openStage } from '../stage.mjs';

export const stage = openStage;

// What the first gate asks of the facts; the evidence is left to the people.
const qualified = {
  man_m: 'yes',
  man_a: 'yes',
  man_n: 'yes',
  q1: 'yes',
  q2: 'yes',
  q3: 'yes',
  q4: 'yes',
  expected_close: '2027-03-31',
  risk: { R1: 2, R2: 2, R3: 2, R4: 2, R5: 2, R6: 1, R7: 1, R8: 1, R9: 1, R10: 1 },
};

/** Marks the page, so that a reload would be seen. */
const mark = (page) => page.evaluate(() => Object.assign(window, { stayed: true }));
const stayed = (page) => page.evaluate(() => window.stayed === true);

/** The panel of a page with a title. */
const panel = (page, title) => page.locator('section').filter({ has: page.getByRole('heading', { name: title }) });

/** A deal that has passed its first gate: qualified, and the two missing criteria let through by the manager. */
async function secondStage(set, name) {
  const deal = await layDeal(set, name, qualified);
  for (const criterion of ['X4', 'X6'])
    await api(set.mo.page, 'POST', `/api/deals/${deal.id}/overrides`, {
      criterion,
      reason: '客户催办',
      expires_on: soon(),
    });
  return api(set.mina.page, 'POST', `/api/deals/${deal.id}/advance`, {}, { 'If-Match': `"${deal.version}"` });
}

const soon = () => new Date(Date.now() + 7 * 86_400_000).toISOString().slice(0, 10);

async function giveEvidence(page, t, code, text) {
  const criterion = page.getByRole('button', { name: t(`criterion.S1.${code}`) });
  await criterion.click();
  const item = page.getByRole('listitem').filter({ has: criterion });
  await item.getByRole('button', { name: t('gate.give') }).click();
  await item.getByRole('textbox', { name: t('gate.evidence') }).fill(text);
  await item.getByRole('button', { name: t('gate.evidence.submit') }).click();
  await item.getByText(t('gate.waiting')).waitFor();
}

async function accept(page, t, code) {
  const criterion = page.getByRole('button', { name: t(`criterion.S1.${code}`) });
  await criterion.click();
  await page
    .getByRole('listitem')
    .filter({ has: criterion })
    .getByRole('button', { name: t('gate.accept') })
    .click();
  await criterion.getByText(t('gate.met')).waitFor({ state: 'attached' });
}

/** Puts somebody new on the deal through the drawer. */
async function addPerson(page, t, { name, title, roles, influence, support, hidden }) {
  await page
    .getByRole('button', { name: t('people.add'), exact: true })
    .first()
    .click();
  const form = page.getByRole('dialog', { name: t('people.add') });
  await form.getByRole('button', { name: t('person.contact.new') }).click();
  await form.getByRole('textbox', { name: t('person.new.name') }).fill(name);
  await form.getByRole('textbox', { name: t('person.new.title') }).fill(title);
  for (const role of roles)
    await form.getByRole('checkbox', { name: t(`role.${role}`), exact: true }).check({ force: true });
  if (influence)
    await form
      .getByRole('radio', { name: t(`influence.${influence}`), exact: true })
      .first()
      .check({ force: true });
  if (support) await form.getByRole('radio', { name: support, exact: true }).check({ force: true });
  if (hidden) await form.getByRole('switch', { name: t('visibility.hidden') }).check({ force: true });
  assert.deepEqual(await faults(page), []);
  await form.getByRole('button', { name: t('act.save') }).click();
  await form.waitFor({ state: 'detached' });
}

export const journeys = {
  async 'a gate refused, then met, then passed'(lang, set) {
    const t = texts(lang);
    const { house, mina, mo } = set;
    const { page } = mina;
    const deal = await layDeal(set, '核心系统改造', qualified);
    const next = t('gate.advance', { stage: t('stage.S2') });
    await openDeal(set, mina, deal);
    await page.getByRole('button', { name: next }).click();
    const refused = page.getByRole('dialog', { name: t('gate.unmet.title', { stage: t('stage.S1') }) });
    await refused.getByRole('listitem').first().waitFor();
    assert.deepEqual(
      (await refused.getByRole('listitem').allInnerTexts()).map((line) => line.split('\n')[0].trim()),
      [t('criterion.S1.X4'), t('criterion.S1.X6')],
    );
    assert.deepEqual(await faults(page), []);
    await refused
      .getByRole('button', { name: t('act.close') })
      .last()
      .click();
    await giveEvidence(page, t, 'X4', '立项批文已发，编号在案');
    await giveEvidence(page, t, 'X6', '周三下午在客户处见面');
    await openDeal(set, mo, deal);
    await accept(mo.page, t, 'X4');
    await accept(mo.page, t, 'X6');
    await page.getByTitle(t('gate.count.why', { met: 6, total: 6 })).waitFor();
    await page.getByRole('button', { name: next }).click();
    await page.getByRole('heading', { name: t('gate.title', { stage: t('stage.S2') }) }).waitFor();
    await page.getByRole('button', { name: t('act.undo') }).waitFor();
    assert.deepEqual(await faults(page), []);
    const { stage: now } = await api(page, 'GET', `/api/deals/${deal.id}`);
    assert.equal(now, 'S2');
    assert.deepEqual(house.wrong, []);
  },

  async 'an added influence changes the flags'(lang, set) {
    const t = texts(lang);
    const { house, mina } = set;
    const { page } = mina;
    const deal = await secondStage(set, '港口调度平台');
    await openDeal(set, mina, deal);
    const flags = page.getByRole('complementary', { name: t('deal.rail') });
    await flags.getByText(t('rule.RF-01.title')).waitFor();
    await addPerson(page, t, { name: '高远', title: '总经理', roles: ['EB'], influence: 'H', support: '−4' });
    await flags.getByText(t('rule.RF-01.title')).waitFor({ state: 'detached' });
    await flags.getByText(t('flag.about', { name: '高远', title: t('rule.RF-16.title') })).waitFor();
    assert.deepEqual(await faults(page), []);
    assert.deepEqual(house.wrong, []);
  },

  async 'two screens see each other without reload'(lang, set) {
    const t = texts(lang);
    const { house, mina, mo } = set;
    const deal = await layDeal(set, '数据中台一期');
    await openDeal(set, mina, deal);
    await openDeal(set, mo, deal);
    await Promise.all([mark(mina.page), mark(mo.page)]);
    await mina.page.getByRole('textbox', { name: t('deal.note.new') }).fill('客户周五开评审会');
    await panel(mina.page, t('deal.note.title'))
      .getByRole('button', { name: t('act.save') })
      .click();
    await panel(mo.page, t('deal.note.title')).getByText('客户周五开评审会').waitFor();
    const need = (page) => page.getByRole('group', { name: t('man.N') }).getByRole('button', { name: t('answer.yes') });
    await need(mo.page).click();
    await need(mina.page).and(mina.page.locator('[aria-pressed=true]')).waitFor();
    assert.deepEqual([await stayed(mina.page), await stayed(mo.page)], [true, true]);
    assert.deepEqual(house.wrong, []);
  },

  async 'a hidden coach does not exist for a colleague'(lang, set) {
    const t = texts(lang);
    const { house, mina, mo, pia } = set;
    const deal = await layDeal(set, '安全运营服务');
    await api(mina.page, 'PUT', `/api/deals/${deal.id}/members/${pia.id}`, { role: 'presales' });
    const heard = hear(pia.page);
    await Promise.all([openDeal(set, mina, deal), openDeal(set, pia, deal)]);
    await addPerson(mina.page, t, { name: '何立', title: '项目经理', roles: ['CO'], hidden: true });
    await mina.page.getByText('何立').first().waitFor();
    await openDeal(set, mo, deal);
    await mo.page.getByText('何立').first().waitFor();
    await pia.page.reload();
    await openDeal(set, pia, deal);
    await pia.page.getByText(t('people.empty.title')).waitFor();
    const words = await pia.page.locator('main').innerText();
    assert.ok(!words.includes('何立') && !words.includes(t('visibility.hidden')), words);
    const { influences } = await api(mina.page, 'GET', `/api/deals/${deal.id}/sheet`);
    const observations = `/api/influences/${influences[0].id}/observations`;
    assert.equal((await api(mina.page, 'GET', observations)).items.length > 0, true);
    await assert.rejects(api(pia.page, 'GET', observations), /: 404 /);
    const told = (await Promise.all(heard)).filter(
      (body) => body.includes('何立') || body.includes(`"${influences[0].id}"`),
    );
    assert.deepEqual(told, []);
    assert.deepEqual(house.wrong, []);
  },
};

/** All that the server tells a page about the deal from now on. */
function hear(page) {
  const bodies = [];
  page.on('response', (r) => {
    if (/\/api\/(deals|timeline|notes|tasks|board)/.test(r.url())) bodies.push(r.text().catch(() => ''));
  });
  return bodies;
}
