// How smooth the map of sixty people is and how soon a large sheet opens, in headless Chromium without a GPU. A benchmark,
// not a test: it prints a table and judges nothing.
//   node e2e/bench.mjs
import { api, closeBrowser } from './house.mjs';
import { layDeal, openDeal, openStage } from './stage.mjs';

const say = (line) => process.stdout.write(`${line}\n`);
const people = 60;
const rounds = 7;
const day = (n) => new Date(Date.UTC(2026, 2, 1 + n)).toISOString().slice(0, 10);

/** A deal with sixty people in a reporting tree, four seen a day on sixty days, and more than 500 events. */
async function layLargeDeal(set) {
  const { page } = set.mina;
  const deal = await layDeal(set, '集团数据平台');
  const ids = [];
  const contacts = [];
  for (let n = 0; n < people; n++) {
    const one = await api(page, 'POST', `/api/deals/${deal.id}/influences`, {
      new_contact: { name: `人员${String(n + 1).padStart(2, '0')}`, title: '部门负责人' },
      roles: [n === 0 ? 'EB' : ['UB', 'TB', 'UB', 'UB', 'CO'][n % 5]],
      influence: ['H', 'M', 'L'][n % 3],
      support: (n % 9) - 4 || 1,
      contact: 2,
      on: day(0),
    });
    ids.push(one.id);
    contacts.push(one.contact_id);
    const above = contacts[Math.floor((n - 1) / 4)];
    if (above)
      await api(page, 'PATCH', `/api/contacts/${one.contact_id}`, { reports_to_id: above }, { 'If-Match': '"1"' });
  }
  for (let n = 0; n < people * 6; n++)
    await api(page, 'POST', `/api/influences/${ids[n % people]}/observations`, {
      field: 'support',
      value: ((n * 7) % 9) - 4 || 2,
      on: day(1 + Math.floor(n / 4)),
    });
  for (let n = 1; n < people; n += 2)
    await api(page, 'PUT', `/api/deals/${deal.id}/edges/${ids[n]}/${ids[(n * 17 + 5) % people]}`, {});
  for (let n = 0; n < 100; n++)
    await api(page, 'POST', '/api/notes', { subject: `deal:${deal.id}`, text: `第 ${n + 1} 次沟通的要点` });
  return deal;
}

/** Records the time between frames of a page while something goes on; milliseconds, sorted. */
async function frames(page, during) {
  await page.evaluate(() => {
    const found = [];
    let last = performance.now();
    const next = (now) => {
      found.push(now - last);
      last = now;
      if (window.counting) requestAnimationFrame(next);
    };
    Object.assign(window, { counting: true, found });
    requestAnimationFrame(next);
  });
  await during();
  const all = await page.evaluate(() => {
    window.counting = false;
    return window.found;
  });
  return all.slice(1).sort((a, b) => a - b);
}

const part = (sorted, p) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * p))];

function row(name, sorted) {
  const late = sorted.filter((ms) => ms > 25).length; // a frame was left out
  const rate = 1000 / (sorted.reduce((sum, ms) => sum + ms, 0) / sorted.length);
  const figures = [part(sorted, 0.5), part(sorted, 0.95), sorted.at(-1)].map((ms) => `${ms.toFixed(1)} ms`);
  say(`| ${name} | ${sorted.length} | ${rate.toFixed(0)} | ${figures.join(' | ')} | ${late} |`);
}

async function drag(page) {
  const card = page.locator('.react-flow__node').nth(30);
  const box = await card.boundingBox();
  await page.mouse.move(box.x + 40, box.y + 20);
  await page.mouse.down();
  const sorted = await frames(page, async () => {
    for (let n = 0; n < 120; n++) {
      await page.mouse.move(box.x + 40 + 80 * Math.sin(n / 12), box.y + 20 + 60 * Math.cos(n / 15));
      await page.waitForTimeout(8);
    }
  });
  await page.mouse.up();
  return sorted;
}

/** Moves the slider one day with each frame, through all days and back. */
function slide(page) {
  return frames(page, () =>
    page.evaluate(async () => {
      const slider = document.querySelector('.react-flow').closest('section').querySelector('input[type=range]');
      const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set;
      const most = Number(slider.max);
      for (let n = 0; n <= 2 * most; n++) {
        set.call(slider, String(n <= most ? most - n : n - most));
        slider.dispatchEvent(new Event('input', { bubbles: true }));
        await new Promise((done) => requestAnimationFrame(done));
      }
    }),
  );
}

/** From the click on a deal in the list to its first view, and to its last panel; milliseconds. */
async function open(page, deal) {
  await page.getByRole('link', { name: deal.name }).first().waitFor();
  await page.waitForTimeout(1500); // to find it in the list
  return page.evaluate(async (name) => {
    const link = [...document.querySelectorAll('a')].find((a) => a.textContent.includes(name));
    const began = performance.now();
    link.click();
    const until = async (there) => {
      while (!there()) await new Promise((done) => requestAnimationFrame(done));
      await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
      return performance.now() - began;
    };
    const first = await until(
      () =>
        document.querySelectorAll('.react-flow__node').length >= 60 &&
        document.querySelectorAll('.react-flow__edge path').length >= 80,
    );
    const last = await until(() => document.querySelector('#part-timeline li'));
    return { first, last };
  }, deal.name);
}

const set = await openStage('zh');
try {
  const { page } = set.mina;
  const deal = await layLargeDeal(set);
  await openDeal(set, set.mina, deal);
  await page.locator('.react-flow__edge path').first().waitFor({ state: 'attached' });
  await page.waitForTimeout(1500);
  say('| map of 60 people | frames | a second | p50 | p95 | longest | over 25 ms |');
  say('|---|--:|--:|--:|--:|--:|--:|');
  row('still', await frames(page, () => page.waitForTimeout(1500)));
  await page.locator('.react-flow__node').nth(30).scrollIntoViewIfNeeded();
  row('dragging a card', await drag(page));
  await page.waitForTimeout(1500);
  row('sliding through the days', await slide(page));
  const list = `${set.house.url}/deals`;
  say('\n| sheet of 60 people and 500 events, from the click | p50 | longest |\n|---|--:|--:|');
  for (const [name, back] of [
    ['after a reload', () => page.goto(list)],
    ['in a running session', () => page.goBack()],
  ]) {
    await page.goto(list);
    const opened = [];
    for (let n = 0; n < rounds; n++) {
      opened.push(await open(page, deal));
      await back();
    }
    for (const [view, which] of [
      ['first view: people, lines, flags', 'first'],
      ['last panel: the timeline', 'last'],
    ]) {
      const sorted = opened.map((one) => one[which]).sort((a, b) => a - b);
      say(`| ${name}, ${view} | ${part(sorted, 0.5).toFixed(0)} ms | ${sorted.at(-1).toFixed(0)} ms |`);
    }
  }
} finally {
  await set.close();
  await closeBrowser();
}
