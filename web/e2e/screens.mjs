// Every screen of the demo company in zh and en, light and dark, 1440 and 390 px wide: looked at by look.mjs and by axe,
// with a picture of each in e2e/shots for a person to look at.
import { mkdirSync } from 'node:fs';
import { api, faults, openHouse } from './house.mjs';
import { look } from './look.mjs';

const shots = new URL('shots/', import.meta.url).pathname;

/** The screens: a name, and where it is, given what the demo holds. */
function places({ deal, account, contact }) {
  return [
    ['pipeline', '/pipeline'],
    ['deals', '/deals'],
    ['deal', `/deals/${deal}`],
    ['accounts', '/accounts'],
    ['account', `/accounts/${account}`],
    ['contacts', '/contacts'],
    ['contact', `/contacts/${contact}`],
    ['tasks', '/tasks'],
    ['imports', '/imports'],
    ['people', '/settings/people'],
    ['teams', '/settings/teams'],
    ['roles', '/settings/roles'],
    ['trash', '/settings/trash'],
  ];
}

const widths = { 1440: 900, 390: 844 };

/** The administrator's log-in as the demo printed it. */
function adminOf(said) {
  const line = said.split('\n').find((l) => /管理员|Administrator/.test(l) && /\S+\s+\S+/.test(l));
  if (!line) throw new Error(`the demo printed no administrator: ${said}`);
  const words = line.trim().split(/\s{2,}|\t+|\s*\|\s*/).filter(Boolean);
  return { login: words[0], password: words.at(-1) };
}

async function enter(page, url, said) {
  await page.goto(`${url}/login`);
  await api(page, 'POST', '/api/login', adminOf(said));
}

async function subject(page) {
  const deals = await api(page, 'GET', '/api/deals?sort=-flag_count&limit=1');
  const deal = deals.items[0];
  const contacts = await api(page, 'GET', `/api/contacts?account=${deal.account_id}`);
  return { deal: deal.id, account: deal.account_id, contact: contacts.items[0].id };
}

/** Runs the look at every screen in every form. */
export async function screens(run) {
  mkdirSync(shots, { recursive: true });
  const house = await openHouse(['demo', '--listen', '127.0.0.1:0']);
  try {
    for (const lang of ['zh', 'en'])
      for (const dark of [false, true])
        for (const [width, height] of Object.entries(widths)) {
          const { context, page } = await house.person({ lang, dark, width: Number(width), height });
          await context.addInitScript(
            (prefs) => localStorage.setItem('sente.prefs', JSON.stringify(prefs)),
            { lang, scheme: dark ? 'dark' : 'light' },
          );
          await enter(page, house.url, house.said());
          for (const [name, path] of places(await subject(page))) {
            const form = `${name}-${lang}-${dark ? 'dark' : 'light'}-${width}`;
            await run(`screen ${form}`, async () => {
              const before = house.wrong.length;
              await page.goto(house.url + path);
              await page.waitForSelector('main h1, main h2', { timeout: 15_000 });
              await page.waitForLoadState('networkidle').catch(() => {});
              await page.waitForTimeout(150);
              await page.screenshot({ path: `${shots}${form}.png` });
              const found = [...(await look(page, lang)), ...(await faults(page)), ...house.wrong.slice(before)];
              if (found.length) throw new Error(found.join('\n'));
            });
          }
          await context.close();
        }
  } finally {
    await house.close();
  }
}
