// The time machine on the demonstration company, which has lived for months: a deal as of a day, two days compared, the
// story of a closed deal; and nobody learns of a hidden coach by looking back.
import assert from 'node:assert/strict';
import { api, faults, openHouse, texts } from '../house.mjs';

/** Opens the demonstration and the screen of Fang Xiaoyu, a seller, of her manager and of the administrator. */
export async function stage(lang) {
  const house = await openHouse(['demo', '--listen', '127.0.0.1:0']);
  try {
    const people = {};
    for (const login of ['fangxiaoyu', 'luming', 'admin']) {
      const { context, page } = await house.person({ lang });
      await context.addInitScript((chosen) => localStorage.setItem('sente.prefs', JSON.stringify(chosen)), { lang });
      const password = new RegExp(`^\\s+${login}\\s+(\\S+)`, 'm').exec(house.said())[1];
      await page.goto(`${house.url}/login`);
      await api(page, 'POST', '/api/login', { login, password });
      people[login] = page;
    }
    return { house, ...people, close: () => house.close() };
  } catch (error) {
    await house.close();
    throw error;
  }
}

/** The open deal of a seller with a hidden coach, with the days on which it changed. */
async function secretDeal(page) {
  const me = (await api(page, 'GET', '/api/session')).user.id;
  const { items } = await api(page, 'GET', `/api/deals?owner=${me}&limit=100`);
  for (const { id, name } of items) {
    const { influences } = await api(page, 'GET', `/api/deals/${id}/sheet`);
    const coach = influences.find((one) => one.hidden);
    if (!coach) continue;
    const { days } = await api(page, 'GET', `/api/deals/${id}/history`);
    return { id, name, coach: coach.name, days: days.map((day) => day.on) };
  }
  throw new Error('the demonstration has no hidden coach');
}

const written = (lang, day) => {
  const [y, m, d] = day.split('-');
  const month = new Date(`${day}T00:00:00Z`).toLocaleString('en-GB', { month: 'short', timeZone: 'UTC' }).slice(0, 3);
  return lang === 'zh' ? `${y}/${m}/${d}` : `${Number(d)} ${month} ${y}`;
};

export const journeys = {
  async 'a deal as of a day is read, day by day, and nothing can be changed in it'(lang, { house, fangxiaoyu: page }) {
    const t = texts(lang);
    const { id, name, days } = await secretDeal(page);
    await page.goto(`${house.url}/deals/${id}`);
    await page.getByRole('heading', { name, level: 1 }).waitFor();
    await page.getByRole('button', { name: t('past.open') }).click();
    const slider = page.getByRole('slider', { name: t('past.slider') });
    await slider.focus();
    const today = (await api(page, 'GET', `/api/deals/${id}/history`)).last;
    const before = days.filter((day) => day < today);
    await slider.press('ArrowLeft');
    await page.getByText(t('past.banner', { day: written(lang, before.at(-1)) })).waitFor();
    await slider.press('ArrowLeft');
    const on = before.at(-2);
    await page.getByText(t('past.banner', { day: written(lang, on) })).waitFor();
    assert.match(page.url(), new RegExp(`on=.*${on}`));
    await page.getByRole('heading', { name, level: 1 }).waitFor();
    assert.equal(await page.getByRole('button', { name: t('act.edit'), exact: true }).count(), 0);
    assert.equal(await page.getByRole('button', { name: t('deal.acts') }).count(), 0);
    const { gate } = await api(page, 'GET', `/api/deals/${id}/sheet?at=${on}`);
    assert.ok(gate.criteria.every((one) => !one.may_judge));
    assert.deepEqual(await faults(page), []);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: t('past.open') }).waitFor();
    assert.deepEqual(house.wrong, []);
  },

  async 'two days of a deal are compared'(lang, { house, fangxiaoyu: page }) {
    const t = texts(lang);
    const { id, days } = await secretDeal(page);
    await page.goto(`${house.url}/deals/${id}?on=${days.at(-1)}`);
    await page.getByRole('button', { name: t('past.compare'), exact: true }).click();
    await page.getByLabel(t('past.from'), { exact: true }).fill(days[0]);
    const title = t('past.compare.title', { from: written(lang, days[0]), to: written(lang, days.at(-1)) });
    await page.getByRole('heading', { name: title }).waitFor();
    const where = page.getByRole('table', { name: t('past.group.numbers') });
    await where.getByRole('rowheader', { name: t('past.field.stage'), exact: true }).waitFor();
    await where.getByText(t('past.tone.better')).first().waitFor();
    await page
      .getByRole('table', { name: t('past.group.people') })
      .getByText(t('past.how.came'))
      .first()
      .waitFor();
    assert.deepEqual(await faults(page), []);
    await page.getByRole('button', { name: t('past.compare.off') }).click();
    await page.getByRole('heading', { name: t('objective.title') }).waitFor();
    assert.deepEqual(house.wrong, []);
  },

  async 'a colleague finds nothing of a hidden coach on any day'(lang, { house, fangxiaoyu, admin }) {
    const t = texts(lang);
    const { id, coach, days } = await secretDeal(fangxiaoyu);
    const told = async (path) => JSON.stringify(await api(admin, 'GET', `/api/deals/${id}/${path}`));
    for (const on of days) {
      const day = await api(fangxiaoyu, 'GET', `/api/deals/${id}/sheet?at=${on}`);
      const seen = await api(admin, 'GET', `/api/deals/${id}/sheet?at=${on}`);
      const secret = day.influences.filter((one) => one.hidden).map((one) => one.id);
      assert.ok(!seen.influences.some((one) => one.hidden || one.name === coach));
      for (const one of secret) assert.ok(!JSON.stringify(seen).includes(one), `${on} tells of the hidden coach`);
    }
    assert.ok(!(await told('history')).includes(coach));
    assert.ok(!(await told(`compare?from=${days[0]}`)).includes(coach));
    await admin.goto(`${house.url}/deals/${id}?on=${days.at(-1)}&view=list`);
    await admin.getByText(t('past.banner', { day: written(lang, days.at(-1)) })).waitFor();
    await admin.getByRole('heading', { name: t('objective.title') }).waitFor();
    assert.equal(await admin.getByText(coach).count(), 0);
    assert.deepEqual(house.wrong, []);
  },

  async 'a closed deal tells its story, and each turn leads to its day'(lang, { house, luming: page }) {
    const t = texts(lang);
    const { items } = await api(page, 'GET', '/api/deals?status=lost&limit=20');
    const stories = await Promise.all(
      items.map(async (deal) => ({ deal, ...(await api(page, 'GET', `/api/deals/${deal.id}/history`)) })),
    );
    const turned = ({ chapters }) => chapters.some((one) => one.turns.some((turn) => turn.what === 'swung'));
    const { deal, chapters } = stories.find(turned);
    const swing = chapters.flatMap((one) => one.turns).find((turn) => turn.what === 'swung');
    await page.goto(`${house.url}/deals/${deal.id}`);
    const story = page.getByRole('region', { name: t('past.story'), exact: true });
    await story.getByRole('heading', { level: 3 }).first().waitFor();
    assert.equal(await story.getByRole('heading', { level: 3 }).count(), chapters.length);
    const turn = story.getByRole('listitem').filter({ hasText: swing.person }).last();
    assert.deepEqual(await faults(page), []);
    await turn.getByRole('button', { name: written(lang, swing.on) }).click();
    await page.getByText(t('past.banner', { day: written(lang, swing.on) })).waitFor();
    assert.deepEqual(house.wrong, []);
  },
};
