// Every screen of the demo company in zh and en, light and dark, 1440 and 390 px wide: looked at by look.mjs and by axe,
// with a picture of each in e2e/shots for a person to look at. The check takes half of the forms, SCREENS=all takes all.
import { mkdirSync } from 'node:fs';
import { api, faults, openHouse, texts } from './house.mjs';
import { look } from './look.mjs';

const shots = new URL('shots/', import.meta.url).pathname;

// Opens a person of the table of people, and there what a button leads to.
const person = (button) => async (page, t) => {
  await page.getByText('方晓雨').first().click();
  await page.getByRole('button', { name: t('user.access'), exact: true }).waitFor();
  if (button) await page.getByRole('button', { name: t(button), exact: true }).click();
};

const press = (button, of) => (page, t) =>
  page
    .getByRole('button', { name: t(button, of && { name: t(of) }), exact: true })
    .first()
    .click();

// Writes a rule of the company's own with a mistake in it, with its help open.
const ownRule = async (page, t) => {
  await press('own.add')(page, t);
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: t('own.expression') }).fill('deal.amount > 1 and deal.stag >= "S3"');
  await dialog.locator('mark').waitFor();
  await dialog.getByText(t('own.help')).click();
  await dialog.getByText(t('own.example.quiet')).waitFor();
};

// Opens the form about a template of the company's own; the first time it is made.
const editTemplate = async (page, t) => {
  const own = await api(page, 'GET', '/api/templates');
  const name = { zh: '大客户六步', en: 'Key accounts' };
  if (own.items.length === 0) await api(page, 'POST', '/api/templates', { base: 'T-001', name });
  await page.reload();
  await page
    .getByRole('main')
    .getByRole('button', { name: t('templates.edit') })
    .first()
    .click();
  await page.getByRole('button', { name: /^S2/ }).click();
};

// Opens the choice of a template for a deal.
const chooseTemplate = async (page, t) => {
  await page.getByRole('button', { name: t('deal.acts'), exact: true }).click();
  await page.getByRole('menuitem', { name: t('deal.act.template'), exact: true }).click();
};

/**
 * The screens of somebody outside, of a seller and of the administrator: a name, where it is, given what the demo holds,
 * and what is pressed there.
 */
const places = {
  outside: () => [
    ['login', '/login'],
    ['dead-link', `/link/${'a'.repeat(43)}`],
  ],
  rep: ({ deal, person, days, closed }) => [
    ['pipeline', '/pipeline'],
    ['deals', '/deals'],
    ['deal', `/deals/${deal}`],
    ['deal-list', `/deals/${deal}?view=list`],
    ['deal-person', `/deals/${deal}?view=list&person=${person}`],
    ['deal-part', `/deals/${deal}?part=health`],
    ['questions', `/deals/${deal}/questions`],
    ['questions-people', `/deals/${deal}/questions?q=4`],
    ['brief', `/deals/${deal}/brief`],
    ['brief-a3', `/deals/${deal}/brief?paper=a3`],
    ['brief-a4', `/deals/${deal}/brief?paper=a4`],
    ['review', `/deals/${deal}/review`],
    ['review-room', `/deals/${deal}/room`],
    ['review-room-item', `/deals/${deal}/room?at=q3`],
    ['review-room-end', `/deals/${deal}/room?at=end`],
    ['deal-template', `/deals/${deal}`, chooseTemplate],
    ['deal-past', `/deals/${deal}?on=${days.at(-2)}`],
    ['deal-compare', `/deals/${deal}?on=${days.at(-1)}&from=${days[0]}`],
    ['deal-story', `/deals/${closed}`],
    ['tasks', '/tasks'],
    ['flags', '/flags'],
    ['handbook', '/handbook'],
    ['handbook-rule', '/handbook?topic=rule:RF-01'],
    ['handbook-role', '/handbook?topic=role:EB'],
    ['handbook-stage', '/handbook?topic=stage:S2'],
    ['handbook-support', '/handbook?topic=scale:support'],
  ],
  admin: ({ account, contact }) => [
    ['accounts', '/accounts'],
    ['account', `/accounts/${account}`],
    ['account-chart', `/accounts/${account}?tab=chart`],
    ['account-work', `/accounts/${account}?tab=work`],
    ['account-timeline', `/accounts/${account}?tab=timeline`],
    ['contacts', '/contacts'],
    ['contact', `/contacts/${contact}`],
    ['imports', '/imports'],
    ['me', '/settings/me'],
    ['security', '/settings/security'],
    ['security-factor', '/settings/security', press('security.factor.add')],
    ['security-token', '/settings/security', press('security.tokens.add')],
    ['people', '/settings/people'],
    ['people-person', '/settings/people', person()],
    ['people-access', '/settings/people', person('user.access')],
    ['people-handover', '/settings/people', person('user.handover')],
    ['teams', '/settings/teams'],
    ['roles', '/settings/roles'],
    ['rules', '/settings/rules'],
    ['rules-own', '/settings/rules', ownRule],
    ['templates', '/settings/templates'],
    ['templates-edit', '/settings/templates', editTemplate],
    ['templates-copy', '/settings/templates', press('templates.copy.of', 'template.T-001')],
    ['audit', '/settings/audit'],
    ['trash', '/settings/trash'],
    ['flags-rules', '/flags?tab=rules'],
    ['week', '/week'],
  ],
};

const widths = { 1440: 900, 390: 844 };

const roles = { rep: /销售 \/ Sales rep/, admin: /管理员 \/ Administrator/ };

/** Logs somebody of a role in, as the demo printed it: login, password, name, role. */
async function enter(page, house, role) {
  const line = house
    .said()
    .split('\n')
    .find((one) => roles[role].test(one));
  if (!line) throw new Error(`the demo printed nobody of role ${role}: ${house.said()}`);
  const [login, password] = line.trim().split(/\s{2,}/);
  await page.goto(`${house.url}/login`);
  await api(page, 'POST', '/api/login', { login, password });
}

async function subject(page) {
  const deals = await api(page, 'GET', '/api/deals?sort=-flag_count&limit=1');
  const deal = deals.items[0];
  const contacts = await api(page, 'GET', `/api/contacts?account=${deal.account_id}`);
  const { influences } = await api(page, 'GET', `/api/deals/${deal.id}/sheet`);
  const { days } = await api(page, 'GET', `/api/deals/${deal.id}/history`);
  await openReview(page, deal.id);
  const lost = await api(page, 'GET', '/api/deals?status=lost&limit=1');
  const past = { days: days.map((day) => day.on), closed: lost.items[0]?.id ?? deal.id };
  return { ...past, person: influences[0]?.id, deal: deal.id, account: deal.account_id, contact: contacts.items[0].id };
}

const reviews = new Map();

/** Sees to it that a deal has an open review; the forms look at one house side by side, and one of them opens it. */
function openReview(page, deal) {
  if (!reviews.has(deal)) reviews.set(deal, layReview(page, deal));
  return reviews.get(deal);
}

/** Opens a review of a deal, with a doubt and something to do. */
async function layReview(page, deal) {
  const path = `/api/deals/${deal}/reviews`;
  const { may_open } = await api(page, 'GET', path);
  if (!may_open) return;
  const { user } = await api(page, 'GET', '/api/session');
  const { id } = await api(page, 'POST', path);
  await api(page, 'POST', `/api/reviews/${id}/challenges`, { question: 3, text: '主任说他能定，谁见过他签字？' });
  const due_on = new Date(Date.now() + 7 * 86_400_000).toISOString().slice(0, 10);
  await api(page, 'POST', `/api/reviews/${id}/tasks`, {
    title: '请分管副行长谈一次预算',
    assignee_id: user.id,
    due_on,
  });
}

/**
 * Counts the calls of a page that are under way; the stream of changes never ends and does not count. What was under way
 * for a page that is left is forgotten: not all of it is reported as failed.
 */
export function calls(page) {
  const open = new Set();
  let leaving = false;
  page.on('request', (r) => {
    if (r.isNavigationRequest()) leaving = true;
    else if (/\/(api|assets)\//.test(r.url()) && !r.url().endsWith('/api/stream')) open.add(r);
  });
  page.on('framenavigated', (frame) => {
    if (!leaving || frame !== page.mainFrame()) return;
    leaving = false;
    open.clear();
  });
  page.on('requestfinished', (r) => open.delete(r));
  page.on('requestfailed', (r) => open.delete(r));
  return open;
}

/** Opens a screen: at a desk by its address, as from a bookmark; on a phone within the page, as by a tap. */
async function go(page, house, path, width) {
  if (width > 600 || !page.url().startsWith(house.url) || page.url().endsWith('/login')) {
    await page.goto(house.url + path);
    return;
  }
  await page.evaluate((to) => history.pushState(null, '', to), path);
  await page.waitForURL(house.url + path);
}

// React shows what comes after a fallback up to 300 ms late, with nothing under way in the meantime.
const still = 400;
const patience = 60_000;

/** Waits until a screen has its data and no longer changes. */
export async function settle(page, open) {
  await page.waitForSelector('main h1, main h2');
  const began = Date.now();
  for (let quiet = false; !quiet; ) {
    if (Date.now() - began > patience)
      throw new Error(`${page.url()} does not come to rest; under way: ${[...open].map((r) => r.url()).join(' ')}`);
    const changed = await page.evaluate(
      (ms) =>
        new Promise((done) => {
          const watch = new MutationObserver(() => finish(true));
          const timer = setTimeout(() => finish(false), ms);
          const finish = (answer) => {
            clearTimeout(timer);
            watch.disconnect();
            requestIdleCallback(() => done(answer), { timeout: 1000 });
          };
          watch.observe(document.body, { subtree: true, childList: true, characterData: true });
        }),
      still,
    );
    quiet = !changed && open.size === 0;
  }
  await page.evaluate(() => document.fonts.ready);
}

// Each language with each scheme, on one width, so that all pairs are looked at; SCREENS=all looks at both widths.
const whole = process.env.SCREENS === 'all';
const forms = ['zh', 'en'].flatMap((lang) =>
  [false, true].flatMap((dark) =>
    Object.keys(widths)
      .map((width) => ({ lang, dark, width: Number(width) }))
      .filter(({ width }) => whole || (width === 1440) === ((lang === 'zh') !== dark)),
  ),
);

async function lookAtAll(run, house, { lang, dark, width }, word) {
  const { context, page } = await house.person({ lang, dark, width, height: widths[width] });
  const scheme = dark ? 'dark' : 'light';
  const prefs = { lang, scheme, guide: 'done' };
  await context.addInitScript((kept) => localStorage.setItem('sente.prefs', JSON.stringify(kept)), prefs);
  const open = calls(page);
  for (const [role, itsPlaces] of Object.entries(places)) {
    const known = role === 'outside' ? undefined : await enter(page, house, role).then(() => subject(page));
    for (const [name, path, act] of itsPlaces(known)) {
      if (!name.startsWith(word)) continue;
      const form = `${name}-${lang}-${scheme}-${width}`;
      await run(`screen ${form}`, async () => {
        await go(page, house, path, width);
        await settle(page, open);
        if (act) await act(page, texts(lang)).then(() => settle(page, open));
        await page.screenshot({ path: `${shots}${form}.png` });
        const found = [...(await look(page, lang)), ...(await faults(page)), ...house.wrong.splice(0)];
        if (act) await page.keyboard.press('Escape');
        if (found.length) throw found.join('\n');
      });
    }
  }
  await context.close();
}

/**
 * The look at every screen, a task for each form, and how to close the house in the end; with a word, at the screens whose
 * name begins so.
 */
export async function screens(run, word = '') {
  mkdirSync(shots, { recursive: true });
  const house = await openHouse(['demo', '--listen', '127.0.0.1:0']);
  return { tasks: forms.map((form) => () => lookAtAll(run, house, form, word)), close: () => house.close() };
}
