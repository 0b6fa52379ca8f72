// What the method makes of facts: a veto that a manager lets pass, a critical flag that only facts clear, a rule that the
// company switches off after it has tried it, one that it writes itself, and plans that break the rules of lawful selling.
import assert from 'node:assert/strict';
import { api, faults, texts } from '../house.mjs';
import { layDeal, openDeal, openStage } from '../stage.mjs';

export const stage = openStage;

const good = { R1: 2, R2: 2, R3: 2, R4: 2, R5: 2, R6: 1, R7: 1, R8: 1, R9: 1, R10: 1 };
const yes = { man_m: 'yes', man_a: 'yes', man_n: 'yes', q1: 'yes', q2: 'yes', q3: 'yes', q4: 'yes' };
const qualified = { ...yes, expected_close: '2027-03-31', risk: good };
const soon = () => new Date(Date.now() + 7 * 86_400_000).toISOString().slice(0, 10);

const rail = (page, t) => page.getByRole('complementary', { name: t('deal.rail') });

/** Lets criteria of a deal pass, as the manager. */
async function override({ mo }, deal, ...criteria) {
  for (const criterion of criteria)
    await api(mo.page, 'POST', `/api/deals/${deal.id}/overrides`, {
      criterion,
      reason: '客户催办',
      expires_on: soon(),
    });
}

/** Asks until the answer is right. */
async function until(ask) {
  for (let tries = 0; tries < 100; tries++) {
    if (await ask()) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('it does not come');
}

export const journeys = {
  async 'a veto stops a deal, and the manager lets it pass'(lang, set) {
    const t = texts(lang);
    const { house, mina, mo } = set;
    const { page } = mina;
    const deal = await layDeal(set, '码头监控改造', qualified);
    await override(set, deal, 'X4', 'X6');
    await openDeal(set, mina, deal);
    const card = page.getByRole('region', { name: t('qualify.title'), exact: true });
    await card.getByText(t('qualify.pass'), { exact: true }).waitFor();
    await card.getByRole('button', { name: t('qualify.tune') }).click();
    const item = card.getByRole('group', { name: t('risk.R3'), exact: true });
    await item.getByRole('button', { name: t('qualify.veto') }).click();
    await item.getByRole('button', { name: t('qualify.veto'), pressed: true }).waitFor();
    await card.getByRole('button', { name: t('qualify.tuned') }).click();
    await item.getByRole('button', { name: '0', exact: true }).click();
    await card.getByText(t('qualify.fail'), { exact: true }).waitFor();
    await card.getByText(t('qualify.veto_failed', { item: t('risk.R3') })).waitFor();
    assert.deepEqual(await faults(page), []);
    const next = t('gate.advance', { stage: t('stage.S2') });
    await page.getByRole('button', { name: next }).click();
    const refused = page.getByRole('dialog', { name: t('gate.unmet.title', { stage: t('stage.S1') }) });
    await refused.getByText(t('criterion.S1.X3')).waitFor();
    await refused
      .getByRole('button', { name: t('act.close') })
      .last()
      .click();

    await openDeal(set, mo, deal);
    const criterion = mo.page.getByRole('button', { name: t('criterion.S1.X3') });
    await criterion.click();
    const line = mo.page.getByRole('listitem').filter({ has: criterion });
    await line.getByRole('button', { name: t('gate.override') }).click();
    await line.getByRole('textbox', { name: t('deal.reason') }).fill('战略客户，总经理批准');
    assert.deepEqual(await faults(mo.page), []);
    await line.getByRole('button', { name: t('gate.override.submit') }).click();
    await criterion.getByText(t('gate.met')).waitFor({ state: 'attached' });
    await page.getByTitle(t('gate.count.why', { met: 6, total: 6 })).waitFor();
    await page.getByRole('button', { name: next }).click();
    await page.getByRole('heading', { name: t('gate.title', { stage: t('stage.S2') }) }).waitFor();
    assert.deepEqual(house.wrong, []);
  },

  async 'a critical flag is cleared by facts'(lang, set) {
    const t = texts(lang);
    const { house, mina } = set;
    const { page } = mina;
    const deal = await layDeal(set, '机房巡检系统', qualified);
    await override(set, deal, 'X4', 'X6');
    await api(page, 'POST', `/api/deals/${deal.id}/advance`, {}, { 'If-Match': `"${deal.version}"` });
    const against = { name: '高远', title: '总经理', roles: ['EB'], influence: 'H', support: -4 };
    const { name, title, ...seen } = against;
    const contact = await api(page, 'POST', '/api/contacts', { name, title, account_id: set.account.id });
    const person = await api(page, 'POST', `/api/deals/${deal.id}/influences`, { contact_id: contact.id, ...seen });
    await openDeal(set, mina, deal);
    const flag = rail(page, t).getByText(t('flag.about', { name, title: t('rule.RF-16.title') }));
    await flag.waitFor();
    const { items } = await api(page, 'GET', `/api/flags?rule=RF-16`);
    assert.deepEqual(
      items.map(({ severity }) => severity),
      ['critical'],
    );
    await page.goto(`${house.url}/deals/${deal.id}?view=list&person=${person.id}`);
    const form = page.getByRole('dialog');
    await form.getByRole('radio', { name: '+3', exact: true }).check({ force: true });
    assert.deepEqual(await faults(page), []);
    await form.getByRole('button', { name: t('act.save') }).click();
    await form.waitFor({ state: 'detached' });
    await flag.waitFor({ state: 'detached' });
    const left = await api(page, 'GET', `/api/flags?rule=RF-16`);
    assert.equal(left.items.length, 0);
    assert.deepEqual(house.wrong, []);
  },

  async 'an unlawful plan is refused, a doubtful one is pointed out'(lang, set) {
    const t = texts(lang);
    const { house, mina } = set;
    const { page } = mina;
    const deal = await layDeal(set, '档案数字化');
    const contact = await api(page, 'POST', '/api/contacts', { name: '白露', account_id: set.account.id });
    const steering = { contact_id: contact.id, roles: ['TB'], plan: '请他搞定评委' };
    await api(page, 'POST', `/api/deals/${deal.id}/influences`, steering);
    await openDeal(set, mina, deal);
    const field = page.getByRole('textbox', { name: t('deal.task.new') });
    await field.fill('签约后给他回扣');
    await field.press('Enter');
    await page
      .getByText(t('fault.improper_benefit', { words: '回扣' }))
      .first()
      .waitFor();
    const { items } = await api(page, 'GET', `/api/tasks?subject=deal:${deal.id}`);
    assert.equal(items.length, 0);
    const cases = page.getByRole('region', { name: t('compliance.panel') });
    await cases.getByText(t('compliance.CP-03.do')).waitFor();
    assert.deepEqual(await faults(page), []);
    await cases.getByRole('link', { name: t('compliance.case.plan', { name: '白露', words: '搞定评委' }) }).click();
    const plan = page.getByRole('dialog').getByRole('textbox', { name: t('fact.plan') });
    await plan.fill('公开讲解标准的理由');
    await page
      .getByRole('dialog')
      .getByRole('button', { name: t('act.save') })
      .click();
    await cases.waitFor({ state: 'detached' });
    assert.deepEqual(house.wrong, []);
  },

  async 'a rule is tried, switched off and taken again'(lang, set) {
    const t = texts(lang);
    const { house, ada, mina } = set;
    const deal = await layDeal(set, '能耗监测平台', qualified);
    await override(set, deal, 'X4', 'X6');
    await api(mina.page, 'POST', `/api/deals/${deal.id}/advance`, {}, { 'If-Match': `"${deal.version}"` });
    const raised = async () => {
      const { items } = await api(mina.page, 'GET', '/api/flags?rule=RF-01');
      return items.some(({ deal_id }) => deal_id === deal.id);
    };
    assert.equal(await raised(), true);
    await ada.goto(`${house.url}/settings/rules`);
    const on = ada.getByRole('switch', { name: t('rules.on', { title: `RF-01 ${t('rule.RF-01.title')}` }) });
    await on.uncheck({ force: true });
    const bar = ada.getByRole('region', { name: t('rules.unsaved', { n: 1 }) });
    await bar.getByRole('button', { name: t('rules.try') }).click();
    await bar.getByRole('link', { name: deal.name }).waitFor();
    assert.equal(await raised(), true);
    assert.deepEqual(await faults(ada), []);
    await bar.getByRole('textbox', { name: t('rules.note') }).fill('换届期间不看');
    await bar.getByRole('button', { name: t('act.save') }).click();
    await ada.getByText(t('rules.saved')).waitFor();
    await until(async () => !(await raised()));
    await ada.getByRole('button', { name: t('rules.versions') }).click();
    const versions = ada.getByRole('dialog', { name: t('rules.versions') });
    await versions.getByText('换届期间不看').waitFor();
    assert.deepEqual(await faults(ada), []);
    await versions
      .getByRole('button', { name: t('rules.take') })
      .last()
      .click();
    await bar.getByRole('button', { name: t('act.save') }).click();
    await until(raised);
    assert.deepEqual(house.wrong, []);
  },

  async 'a company rule is written, corrected, tried and raises its flag'(lang, set) {
    const t = texts(lang);
    const { house, ada, mina } = set;
    const deal = await layDeal(set, '泵站远程控制', { ...qualified, urgency: 'urgent' });
    const words = { zh: '急单没有拜访', en: 'Urgent without a visit' };
    await ada.goto(`${house.url}/settings/rules`);
    const panel = ada.getByRole('region', { name: t('own.title') });
    await panel.getByRole('button', { name: t('own.add') }).click();
    const dialog = ada.getByRole('dialog', { name: t('own.add') });
    for (const one of ['zh', 'en']) await dialog.getByRole('textbox', { name: t(`own.name.${one}`) }).fill(words[one]);
    await dialog.getByRole('textbox', { name: t(`own.do.${lang}`) }).fill(words[lang]);
    const expression = dialog.getByRole('textbox', { name: t('own.expression') });
    await expression.fill('deal.urgency == "urgent" and\n  len(call) == 0');
    const mistake = t('fault.own_name', { line: 2, column: 7, word: 'call', allowed: '' }).replace(/[^”]*$/, '');
    await dialog.getByText(mistake).waitFor();
    assert.equal(await dialog.locator('mark').textContent(), 'call');
    assert.deepEqual(await faults(ada), []);
    await expression.fill('deal.urgency == "urgent" and\n  len(calls) == 0');
    await dialog.getByText(t('own.sound')).waitFor();
    await dialog.getByText(t('own.help')).click();
    await dialog.getByText(t('own.example.quiet')).waitFor();
    assert.deepEqual(await faults(ada), []);
    await dialog.getByRole('button', { name: t('rules.try') }).click();
    await dialog.getByRole('link', { name: deal.name }).waitFor();
    const { items } = await api(mina.page, 'GET', '/api/flags');
    assert.ok(!items.some(({ rule }) => rule.startsWith('C-')));
    await dialog.getByRole('button', { name: t('act.save') }).click();
    await dialog.waitFor({ state: 'detached' });
    const on = panel.getByRole('switch', { name: t('rules.on', { title: `C-01 ${words[lang]}` }) });
    await on.waitFor({ state: 'attached' });
    const raised = async () => (await api(mina.page, 'GET', '/api/flags?rule=C-01')).items.length > 0;
    await until(raised);
    await openDeal(set, mina, deal);
    await rail(mina.page, t).getByRole('button', { name: words[lang] }).waitFor();
    assert.deepEqual(await faults(mina.page), []);
    await on.uncheck({ force: true });
    await until(async () => !(await raised()));
    await panel.getByRole('button', { name: t('own.remove.of', { title: `C-01 ${words[lang]}` }) }).click();
    await ada.getByRole('button', { name: t('own.remove'), exact: true }).click();
    await panel.getByText(t('own.none')).waitFor();
    assert.deepEqual(await faults(ada), []);
    assert.deepEqual(house.wrong, []);
  },
};
