// A hidden coach does not exist for a colleague: wherever the deal is shown, and in all that the server tells his browser.
import assert from 'node:assert/strict';
import { api, texts } from '../house.mjs';
import { calls, settle } from '../screens.mjs';
import { layDeal, openStage } from '../stage.mjs';

/** Opens the stage; the play is closed with it. */
export const stage = openStage;

const name = '何立';

// Every face of a deal, and the lists in which it stands.
const faces = (deal, day) => [
  `/deals/${deal}?view=list`,
  `/deals/${deal}?view=map`,
  `/deals/${deal}?part=health`,
  `/deals/${deal}/questions`,
  `/deals/${deal}/questions?q=4`,
  `/deals/${deal}/review`,
  `/deals/${deal}/room?at=q4`,
  `/deals/${deal}/brief`,
  `/deals/${deal}/brief?paper=a3`,
  `/deals/${deal}/brief?paper=a4`,
  `/deals/${deal}?on=${day}`,
  `/deals/${deal}?on=${day}&from=${day}`,
  '/pipeline',
  '/deals',
  '/tasks',
  '/flags?tab=team',
  '/week',
];

/** All that the server tells a page, except of contacts: as one of those the coach is known to everybody on the account. */
function hear(page) {
  const bodies = [];
  page.on('response', (r) => {
    if (/\/api\/(?!contacts|accounts|search|stream)/.test(r.url())) bodies.push(r.text().catch(() => ''));
  });
  return bodies;
}

/** Walks all faces; answers what could be read there and what was told. */
async function walk({ page }, house, deal, day) {
  const told = hear(page);
  const open = calls(page);
  const read = [];
  for (const path of faces(deal, day)) {
    await page.goto(house.url + path);
    await settle(page, open);
    read.push([path, await page.locator('body').innerText()]);
  }
  return { read, told: await Promise.all(told) };
}

// A coach of whom much is known: he is on the map, a flag names him, a task goes to him, a review doubts him.
async function lay(set) {
  const { mina, mo, pia } = set;
  const deal = await layDeal(set, '安全运营平台');
  const path = `/api/deals/${deal.id}`;
  await api(mina.page, 'PUT', `${path}/members/${pia.id}`, { role: 'presales' });
  const fields = { new_contact: { name }, roles: ['CO'], hidden: true, c1: false, c2: false, c3: false, support: 2 };
  const coach = await api(mina.page, 'POST', `${path}/influences`, fields);
  await api(mina.page, 'POST', `/api/influences/${coach.id}/observations`, { field: 'support', value: 4 });
  const subject = `deal:${deal.id}`;
  await api(mina.page, 'POST', '/api/tasks', { subject, title: `请${name}引荐`, person_id: coach.id });
  const sheet = await api(mina.page, 'GET', `${path}/sheet`);
  const flag = sheet.flags.find((one) => one.influence_id === coach.id);
  const review = await api(mina.page, 'POST', `${path}/reviews`);
  await api(mo.page, 'POST', `/api/reviews/${review.id}/challenges`, { flag_id: flag.id, text: '他靠得住吗' });
  const { days } = await api(mina.page, 'GET', `${path}/history`);
  const secrets = [name, `"${coach.id}"`, `"${flag.id}"`, '他靠得住吗'];
  return { deal, review, secrets, day: days.at(-1).on };
}

export const journeys = {
  async 'nobody who may not know meets a hidden coach on any face of a deal'(lang, set) {
    const t = texts(lang);
    const { house, mina, pia } = set;
    const { deal, review, secrets, day } = await lay(set);
    const hers = await walk(mina, house, deal.id, day);
    for (const secret of secrets.slice(0, 3))
      assert.ok(
        hers.told.some((body) => body.includes(secret)),
        `the owner is not told ${secret}: the canary is dead`,
      );
    assert.ok(hers.read.filter(([, words]) => words.includes(name)).length >= 5, 'the owner reads of him on few faces');

    const his = await walk(pia, house, deal.id, day);
    for (const [path, words] of his.read)
      for (const word of [name, t('visibility.hidden'), '他靠得住吗'])
        assert.ok(!words.includes(word), `${path} shows ${word}`);
    const more = [`/api/reviews/${review.id}`, `/api/deals/${deal.id}/reviews`, `/api/deals/${deal.id}/since`];
    for (const path of more) his.told.push(JSON.stringify(await api(pia.page, 'GET', path)));
    for (const secret of secrets)
      assert.deepEqual(
        his.told.filter((body) => body.includes(secret)),
        [],
        `a colleague is told ${secret}`,
      );
    const taken = await pia.page.request.get(`${house.url}/api/deals/${deal.id}/dossier`);
    assert.ok(!(await taken.text()).includes(name), 'the dossier names him');
    assert.deepEqual(house.wrong, []);
  },
};
