// The influence map: who stands where, what it was on another day, the whole screen, and a picture to hand round.
import assert from 'node:assert/strict';
import { api, faults, texts } from '../house.mjs';
import { layDeal, openDeal, openStage } from '../stage.mjs';

export const stage = openStage;

/** The card of a person on the map. */
const card = (page, name) => page.locator('.react-flow__node').filter({ hasText: name });

async function place(page, deal, person) {
  return api(page, 'POST', `/api/deals/${deal.id}/influences`, { contact: 2, influence: 'H', ...person });
}

async function layMap(set) {
  const { page } = set.mina;
  const deal = await layDeal(set, '数据平台二期');
  const top = await place(page, deal, {
    new_contact: { name: '高远', title: '总经理', level_rank: 5 },
    roles: ['EB'],
    support: -2,
    on: '2026-03-02',
  });
  const below = await place(page, deal, {
    new_contact: { name: '施雯', title: '制造副总', level_rank: 4 },
    roles: ['UB'],
    support: 3,
    on: '2026-04-01',
  });
  await place(page, deal, { new_contact: { name: '柯文', title: 'IT 经理' }, roles: ['TB'] });
  await api(page, 'POST', `/api/influences/${top.id}/observations`, { field: 'support', value: 2, on: '2026-05-06' });
  await api(page, 'PUT', `/api/deals/${deal.id}/edges/${below.id}/${top.id}`, {});
  return { deal, top };
}

export const journeys = {
  async 'a buying centre on the map, then and now'(lang, set) {
    const t = texts(lang);
    const { house, mina } = set;
    const { page } = mina;
    const { deal, top } = await layMap(set);
    await openDeal(set, mina, deal);
    await card(page, '高远').getByText('+2').waitFor();
    assert.equal(await page.locator('.react-flow__edge path[marker-end]').count(), 1);

    const asked = page.getByRole('group', { name: t('people.show') });
    await asked.getByRole('button', { name: `${t('people.show.unknown')} 1` }).click();
    await card(page, '高远').locator('[data-faint=true]').waitFor();
    assert.equal(await card(page, '柯文').locator('[data-faint=true]').count(), 0);
    assert.match(page.url(), /show=unknown/);
    await asked.getByRole('button', { name: new RegExp(`^${t('people.show.all')}`) }).click();

    const days = page.getByRole('slider', { name: t('people.when') });
    await days.focus();
    await page.keyboard.press('Home');
    await card(page, '高远').getByText('−2').waitFor();
    await card(page, '施雯').getByText('?').waitFor();
    await page.keyboard.press('End');
    await card(page, '施雯').getByText('+3').waitFor();

    await card(page, '高远').focus();
    const laid = page.waitForResponse((r) => r.url().endsWith('/layout'));
    await page.keyboard.press('ArrowRight');
    await laid;
    const { influences } = await api(page, 'GET', `/api/deals/${deal.id}/sheet`);
    assert.ok(influences.find(({ id }) => id === top.id).place);

    await page.getByRole('button', { name: t('people.full'), exact: true }).click();
    await page.getByRole('button', { name: t('people.full.leave') }).waitFor();
    assert.deepEqual(await faults(page), []);
    const kept = page.waitForEvent('download');
    await page.getByRole('button', { name: t('people.picture'), exact: true }).click();
    await page.getByRole('menuitem', { name: t('people.picture.png') }).click();
    assert.match((await kept).suggestedFilename(), /数据平台二期.*\.png$/);
    await card(page, '高远').focus();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: t('people.full'), exact: true }).waitFor();
    assert.deepEqual(await faults(page), []);
    assert.deepEqual(house.wrong, []);
  },
};
