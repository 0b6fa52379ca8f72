// A whole company through the wizard, as its administrator would bring it in: colleagues, products, accounts and 8,800
// deals. An independent program adds up what came of it, and undoing takes all of it back.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { api, openHouse, texts } from '../house.mjs';
import { wizard } from '../wizard.mjs';
import { setUp } from './1-enter.mjs';

const root = new URL('../../..', import.meta.url).pathname;
const data = join(root, '../shared/data/maven_crm');

/** Why the journey cannot be made, if so. */
export const without = existsSync(data) ? undefined : `the example company is not there: ${data}`;

/** One language: the words of the wizard are seen in both by the smaller journey. */
export const langs = ['zh'];

// The files in the order in which they build on each other, with what each column should be taken for.
const files = {
  users: {
    name: 'sales_teams.csv',
    rows: 35,
    columns: { sales_agent: 'name', manager: 'manager', regional_office: 'region' },
  },
  products: {
    name: 'products.csv',
    rows: 7,
    columns: { product: 'name', series: 'series', sales_price: 'list_price' },
  },
  accounts: {
    name: 'accounts.csv',
    rows: 85,
    columns: {
      account: 'name',
      sector: 'industry',
      year_established: 'founded',
      revenue: 'revenue',
      employees: 'employees',
      office_location: 'region',
      subsidiary_of: 'parent',
    },
  },
  deals: {
    name: 'sales_pipeline.csv',
    rows: 8800,
    columns: {
      opportunity_id: 'external_id',
      sales_agent: 'owner',
      product: 'product',
      account: 'account',
      deal_stage: 'stage',
      engage_date: 'engaged_on',
      close_date: 'closed_on',
      close_value: 'amount',
    },
  },
};

/** What stands in the house, one line per table: a hash of its rows. */
function contents(house) {
  return house
    .sente('doctor', '--contents')
    .split('\n')
    .filter((line) => line.includes('contents'));
}

/** The answers that only a person knows, for each file. */
const answers = {
  users: async () => {},
  products: async ({ page, t }) => page.getByLabel(t('import.currency')).fill('USD'),
  async accounts({ page, t, steps }) {
    await page.getByLabel(t('import.currency')).fill('USD');
    await steps.pick(t('import.times'), t('import.times.1000000'));
    await steps.pick(t('import.owner'), t('import.owner.none'));
  },
  async deals({ page, t, steps, rows }) {
    await page.getByLabel(t('import.currency')).fill('USD');
    await page.getByLabel(t('import.source')).fill('maven');
    const stages = [`Engaging ${rows(1589)}`, `Prospecting ${rows(500)}`, `Won ${rows(4238)}`, `Lost ${rows(2473)}`];
    assert.deepEqual(await steps.values('deal_stage'), stages);
    await steps.pick(t('import.value_for', { raw: 'Prospecting' }), `S1 ${t('stage.S1')}`);
    await steps.pick(t('import.value_for', { raw: 'Engaging' }), `S3 ${t('stage.S3')}`);
    assert.equal((await steps.values('sales_agent')).length, 30, 'every seller is listed');
    const products = await steps.values('product');
    assert.ok(products.includes(`GTXPro ${rows(1480)}`), products.join());
    assert.equal(await page.getByText(t('import.values.unread', { n: 1 })).count(), 0);
  },
};

async function bringIn(walk, kind) {
  const { name, rows, columns } = files[kind];
  await walk.steps.choose(kind, join(data, name), rows);
  await walk.steps.columns(kind, columns);
  await answers[kind](walk);
  await walk.steps.dryRun(rows);
  await walk.steps.run(rows);
}

const sum = (numbers) => numbers.reduce((all, n) => all + n, 0);

/** Compares what the product says with the files: by its lists, and by a program that shares no code with it. */
async function addUp(house, page) {
  const board = async (status) => (await api(page, 'GET', `/api/board?group=stage&status=${status}`)).groups;
  const [open, won, lost] = [await board('open'), await board('won'), await board('lost')];
  const count = (groups) =>
    Object.fromEntries(groups.filter((one) => one.count > 0).map(({ key, count }) => [key, count]));
  assert.deepEqual(count(open), { S1: 500, S3: 1589 });
  assert.deepEqual(count(won), { D0: 4238 });
  assert.deepEqual(Object.values(count(lost)), [2473]);
  assert.equal(sum(open.map((group) => group.unknown_amount)), 2089, 'an open deal has no amount');
  assert.deepEqual(
    won.flatMap(({ totals }) => totals),
    [{ amount: '10005534.00', currency: 'USD' }],
  );
  const accounts = await api(page, 'GET', '/api/accounts?limit=1');
  assert.equal(accounts.total, 85);
  const users = await api(page, 'GET', '/api/users');
  assert.equal(users.items.length, 42, '35 sellers, 6 managers and the administrator');
  const file = join(house.dir, 'deals.csv');
  house.sente('export', '--kind', 'deals', '--lang', 'en', '--out', file);
  const check = ['run', './scripts/maven-check', join(data, 'sales_pipeline.csv'), file];
  assert.match(execFileSync('go', check, { cwd: root, encoding: 'utf8' }), /^\d+ sums are equal$/m);
}

export const journeys = {
  async 'bring a whole company in and take it back'(lang) {
    const t = texts(lang);
    const house = await openHouse();
    try {
      const { page } = await house.person({ lang });
      await setUp(house, page, lang);
      const before = contents(house);
      assert.ok(before.length > 10, 'doctor prints no hashes');
      const rows = (n) => t('import.rows', { n: n.toLocaleString('en') });
      const walk = { page, t, rows, steps: wizard(house, page, t) };
      for (const kind of Object.keys(files)) await bringIn(walk, kind);
      assert.notDeepEqual(contents(house), before);
      await addUp(house, page);
      for (const { name } of Object.values(files).reverse()) await walk.steps.undo(name);
      assert.deepEqual(contents(house), before, 'undoing leaves what was there before');
      assert.deepEqual(house.wrong, []);
    } finally {
      await house.close();
    }
  },
};
