// Facts over time, and the company's own words: how a person's support went, what the objective said before, and a
// template that the company copies, changes and follows.
import assert from 'node:assert/strict';
import { api, faults, texts } from '../house.mjs';
import { layDeal, openDeal, openStage } from '../stage.mjs';

export const stage = openStage;

const match = (version) => ({ 'If-Match': `"${version}"` });

export const journeys = {
  async 'support over time is noted with its source, and the mode of a gap comes from the server'(lang, set) {
    const t = texts(lang);
    const { house, mina } = set;
    const { page } = mina;
    const deal = await layDeal(set, '调度平台升级');
    const person = await api(page, 'POST', `/api/deals/${deal.id}/influences`, {
      new_contact: { name: '高远' },
      roles: ['EB'],
      support: -2,
      on: '2026-01-05',
    });
    await page.goto(`${house.url}/deals/${deal.id}?view=list&person=${person.id}`);
    const course = page.getByRole('region', { name: t('course.title') });
    await course.getByRole('button', { name: t('course.add') }).click();
    await course.getByText(t('support.p3.anchor')).click();
    await course.getByRole('radio', { name: t('origin.coach'), exact: true }).check({ force: true });
    await course.getByRole('textbox', { name: t('course.evidence') }).fill('评审会上替我们说话');
    assert.deepEqual(await faults(page), []);
    await course.getByRole('button', { name: t('course.submit') }).click();
    const seen = course.getByRole('list', { name: t('course.list') }).getByRole('listitem');
    await seen
      .filter({ hasText: '评审会上替我们说话' })
      .filter({ hasText: t('origin.coach') })
      .waitFor();
    assert.equal(await seen.count(), 2);
    await course.getByRole('img').waitFor();
    await course.getByRole('button', { name: t('course.still', { value: '+3' }) }).click();
    await seen.nth(2).waitFor();
    for (const [scale, value] of [
      ['expectation', '8'],
      ['reality', '4'],
      ['baseline', '7'],
    ])
      await page.getByRole('slider', { name: t(`field.${scale}`) }).fill(value);
    await page.getByText(t('person.mode.computed', { mode: t('mode.T') })).waitFor();
    assert.deepEqual(house.wrong, []);
  },

  async 'what the objective said before stays'(lang, set) {
    const t = texts(lang);
    const { house, mina } = set;
    const { page } = mina;
    const deal = await layDeal(set, '能耗监测二期', { sso_what: '监测平台' });
    await api(page, 'PATCH', `/api/deals/${deal.id}`, { sso_what: '监测与预警平台' }, match(deal.version));
    await openDeal(set, mina, deal);
    await page.getByRole('button', { name: t('objective.history'), exact: true }).click();
    const list = page.getByRole('list', { name: t('objective.history.list') });
    await list.getByText('监测平台', { exact: true }).first().waitFor();
    assert.match(await list.textContent(), /米娜.*监测平台.*→.*监测与预警平台/);
    assert.deepEqual(await faults(page), []);
    assert.deepEqual(house.wrong, []);
  },

  async 'the company copies a template, changes a gate, and a deal follows it'(lang, set) {
    const t = texts(lang);
    const { house, ada, mina } = set;
    const { page } = mina;
    const [name, exit] = lang === 'zh' ? ['大客户六步', '首次拜访已约好'] : ['Key accounts', 'First visit agreed'];
    const said = { zh: t('templates.name.zh'), en: t('templates.name.en') }[lang];
    await ada.goto(`${house.url}/settings/templates`);
    await ada.getByRole('button', { name: t('templates.copy.of', { name: t('template.T-001') }) }).click();
    const copy = ada.getByRole('dialog');
    await copy.getByRole('textbox', { name: said }).fill(name);
    assert.deepEqual(await faults(ada), []);
    await copy.getByRole('button', { name: t('templates.copy'), exact: true }).click();
    await ada.getByRole('button', { name: t('templates.edit.of', { name }) }).click();
    const form = ada.getByRole('dialog');
    await form.getByRole('button', { name: `S1 ${t('stage.S1')}` }).click();
    await form.getByRole('switch', { name: t('templates.blocks') }).uncheck({ force: true });
    await form.getByRole('textbox', { name: t(`templates.text.${lang}`, { code: 'S1.X6' }) }).fill(exit);
    assert.deepEqual(await faults(ada), []);
    await form.getByRole('button', { name: t('templates.save') }).click();
    await ada.getByText(t('templates.version', { number: 2 })).waitFor();

    const deal = await layDeal(set, '核心网改造');
    await openDeal(set, mina, deal);
    await page.getByRole('button', { name: t('deal.acts'), exact: true }).click();
    await page.getByRole('menuitem', { name: t('deal.act.template') }).click();
    await page.getByRole('combobox', { name: t('deal.template.pick') }).click();
    await page.getByRole('option', { name, exact: true }).click();
    await page.getByRole('button', { name: t('deal.template.submit') }).click();
    await page.getByRole('button', { name: exit }).waitFor();
    await page.getByText(t('gate.open_gate', { n: 6 })).waitFor();
    await page.getByRole('button', { name: t('gate.advance', { stage: t('stage.S2') }) }).click();
    await page.getByRole('heading', { name: t('gate.title', { stage: t('stage.S2') }) }).waitFor();
    const now = await api(page, 'GET', `/api/deals/${deal.id}`);
    assert.deepEqual([now.stage, now.stage_verified, now.win_prob], ['S2', undefined, 0]);
    assert.deepEqual(house.wrong, []);
  },
};
