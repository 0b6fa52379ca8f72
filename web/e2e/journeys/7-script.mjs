// Texts that would run as scripts, in every field of every record: whatever screen shows them shows them as they were
// written, and nothing of them runs.
import assert from 'node:assert/strict';
import { api, openHouse, texts } from '../house.mjs';
import { payloads } from '../payloads.mjs';
import { calls, settle } from '../screens.mjs';
import { allFreeTexts, inspect, planter } from '../scripts.mjs';

export const langs = ['zh'];

// Fields that take no free text; and texts of acts that need a second person or a later stage, which stand on the screen
// where those of evidence and of other moves stand.
const leftOut = [
  /POST \/api\/accounts\/\{id\}\/events text/, // the one of its change is planted
  /password|secret|login$|zone$|currency$|subject$|rule$|flag_subject$|\bcode$|current$|next$/,
  /POST \/api\/deals\/\{id\}\/((back|win|downgrade|abandon) reason|judgements note)/,
  /POST \/api\/deals\/bulk /,
  /PATCH \/api\/imports\/\{id\} /,
  / wins$/,
  /POST \/api\/rules\/check /, // refused unless it is an expression; that of a rule is planted
];

// What no screen shows: the address that a view stands for.
const notShown = ['/api/views query'];

const password = 'correct horse 9';

/** Payloads that stand in an expression as they are. */
const plainText = (one) => JSON.stringify(one) === `"${one}"`;

/** A house whose administrator, name and all records carry payloads. */
async function plant(page, house) {
  const { text, body, planted } = planter();
  const done = new Set();
  const fileName = () => text('file', 150, (one) => !/[/\\\u202e]/.test(one));
  const call = async (method, path, given, where = path, headers) => {
    const sent = body(method, path, given);
    for (const [field, value] of Object.entries(sent))
      if (payloads.some((one) => [value].flat().join(' ').includes(one))) done.add(`${method} ${path} ${field}`);
    return api(page, method, where, sent, headers);
  };
  const post = (path, given, where) => call('POST', path, given, where);
  await page.goto(`${house.url}/setup`);
  const first = { secret: house.secret(), login: 'ada', password, zone: 'Asia/Shanghai', currency: 'CNY', lang: 'zh' };
  await post('/api/setup', first);
  const user = { ...(await api(page, 'GET', '/api/session')).user };
  const roles = await api(page, 'GET', '/api/roles');
  const rep = roles.items.find(({ code }) => code === 'rep');
  const team = await post('/api/teams', {});
  await post('/api/users', { login: 'eve', role_id: rep.id, team_id: team.id, lang: 'zh' });
  await post('/api/tokens', { days: 30, scope: 'read' });
  await post('/api/products', {});
  await post('/api/tags', {});
  const said = (part) => ({ zh: text(`own rule ${part}`) });
  const own = { name: said('name'), why: said('why'), do: said('do'), severity: 'low', enabled: true };
  const rules = {
    changes: [{ rule: 'ST-14', off: true }],
    own: [{ ...own, expression: `deal.name != ${JSON.stringify(text('own rule expression', 100, plainText))}` }],
  };
  await call('POST', '/api/rules', rules, '/api/rules', { 'If-Match': '"1"' });
  const mine = await call('POST', '/api/templates', { base: 'T-001', name: { zh: text('template') } });
  await call(
    'PUT',
    '/api/templates/{code}',
    {
      base: 'T-001',
      name: mine.content.name,
      steps: [{ code: 'a', name: { zh: text('step'), en: text('step') } }],
      gates: [
        {
          stage: 'S1',
          entry: { zh: text('entry', 300), en: text('entry', 300) },
          criteria: [{ code: 'X1', text: { zh: text('exit', 300), en: text('exit', 300) } }],
        },
      ],
    },
    `/api/templates/${mine.code}`,
    { 'If-Match': '"1"' },
  );
  const account = await post('/api/accounts', {});
  const gone = await api(page, 'POST', '/api/accounts', { name: text('trash') });
  await api(page, 'DELETE', `/api/accounts/${gone.id}`, undefined, { 'If-Match': '"1"' });
  await post('/api/accounts/{id}/departments', {}, `/api/accounts/${account.id}/departments`);
  const contact = await post('/api/contacts', { account_id: account.id });
  const deal = await post('/api/deals', { account_id: account.id });
  const lost = await post('/api/deals', { account_id: account.id });
  const on = (part) => [`/api/deals/{id}/${part}`, `/api/deals/${deal.id}/${part}`];
  const [people, peopleAt] = on('influences');
  const person = await post(
    people,
    {
      contact_id: contact.id,
      roles: ['TB'],
      support: -2,
      wins: ['recognition'],
      results: [{ text: text('result'), metric: text('metric') }],
    },
    peopleAt,
  );
  const [seen, seenAt] = ['/api/influences/{id}/observations', `/api/influences/${person.id}/observations`];
  await post(seen, { field: 'support', value: 3, source: 'guess', on: '2026-11-20' }, seenAt);
  const [rivals, rivalsAt] = on('competitors');
  const rival = await post(rivals, {}, rivalsAt);
  await facts(call, on, { rival, account });
  const [one, other] = (await api(page, 'GET', '/api/flags?limit=50')).items.filter((flag) => flag.deal_id === deal.id);
  const rule = (flag, act, given) => call('POST', `/api/flags/{id}/${act}`, given, `/api/flags/${flag.id}/${act}`);
  await rule(one, 'mitigate', {});
  await rule(one, 'reopen', {});
  await rule(other, 'accept', { until: soon() });
  const [proofs, proofsAt] = on('evidence');
  await post(proofs, { criterion: 'X4' }, proofsAt);
  const [passes, passesAt] = on('overrides');
  await post(passes, { criterion: 'X6', expires_on: soon() }, passesAt);
  await call('POST', '/api/deals/{id}/lose', {}, `/api/deals/${lost.id}/lose`, { 'If-Match': '"1"' });
  await call('POST', '/api/deals/{id}/reopen', {}, `/api/deals/${lost.id}/reopen`, { 'If-Match': '"2"' });
  for (const subject of [`deal:${deal.id}`, `account:${account.id}`, `contact:${contact.id}`]) {
    await post('/api/notes', { subject });
    await post('/api/tasks', { subject, assignee_id: user.id });
    const file = await upload(page, `/api/attachments?${new URLSearchParams({ subject, name: fileName() })}`);
    if (subject.startsWith('contact'))
      await call('PATCH', '/api/attachments/{id}', { name: fileName() }, `/api/attachments/${file.id}`, {
        'If-Match': '"1"',
      });
  }
  for (const [kind, id] of [
    ['deal', deal.id],
    ['account', account.id],
  ])
    await call('PUT', '/api/tags/on/{kind}/{id}', {}, `/api/tags/on/${kind}/${id}`);
  for (const screen of ['deals', 'accounts', 'contacts']) await post('/api/views', { screen, shared: true });
  const review = await meet(call, deal, user);
  const imported = await importFile(page, [text('column'), text('column')], [text('cell'), text('cell')]);
  return { planted, done, deal, review, lost, account, contact, person, imported };
}

/** A review of a deal that is decided, which it gives, and one that is open. */
async function meet(call, deal, user) {
  const [reviews, at] = ['/api/deals/{id}/reviews', `/api/deals/${deal.id}/reviews`];
  let first;
  for (const decided of [true, false]) {
    const review = await call('POST', reviews, {}, at);
    const act = (part, given) => call('POST', `/api/reviews/{id}/${part}`, given, `/api/reviews/${review.id}/${part}`);
    const doubt = await act('challenges', { question: 1 });
    await call('POST', '/api/challenges/{id}/answer', {}, `/api/challenges/${doubt.id}/answer`);
    await act('challenges', {});
    await act('tasks', { assignee_id: user.id, due_on: soon() });
    if (decided) await act('decision', { decision: 'lower', next_on: soon() });
    first ??= review;
  }
  return first;
}

/** What is known of a deal, and what people decide about its flags. */
async function facts(call, on, { rival, account }) {
  const today = new Date().toISOString().slice(0, 10);
  for (const [kind, given] of Object.entries({
    needs: { layer: 1 },
    criteria: { weight: 30 },
    intel: { competitor_id: rival.id, on: today },
    strengths: {},
    weaknesses: {},
    objections: {},
    'change-reviews': { on: today },
    'external-bodies': {},
    visits: { on: today },
  }))
    await call('POST', on(kind)[0], given, on(kind)[1]);
  await call('PUT', on('info')[0], { item: 7, status: 'partial' }, on('info')[1]);
  const [changes, changesAt] = ['/api/accounts/{id}/events', `/api/accounts/${account.id}/events`];
  const change = await call('POST', changes, { kind: 'other', on: today, text: 'x' }, changesAt);
  await call('PATCH', '/api/account-events/{id}', {}, `/api/account-events/${change.id}`, { 'If-Match': '"1"' });
}

const soon = () => new Date(Date.now() + 7 * 86_400_000).toISOString().slice(0, 10);

function upload(page, path) {
  return page.evaluate(async (path) => {
    const res = await fetch(path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/octet-stream' },
      body: '<svg onload=__xss=1>',
    });
    if (!res.ok) throw new Error(`upload: ${res.status} ${await res.text()}`);
    return res.json();
  }, path);
}

function importFile(page, head, row) {
  const line = (cells) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',');
  return page.evaluate(
    async (content) => {
      const form = new FormData();
      form.append('kind', 'accounts');
      form.append('file', new File([content], '<img data-x src onerror=__xss=1>.csv'));
      const res = await fetch('/api/imports', { method: 'POST', body: form });
      if (!res.ok) throw new Error(`import: ${res.status} ${await res.text()}`);
      return res.json();
    },
    `${line(head)}\n${line(row)}\n`,
  );
}

/** Where payloads are shown, and what is opened there. */
const places = ({ deal, review, lost, account, contact, person, imported }, t) => [
  ['/pipeline'],
  ['/deals'],
  [`/deals/${deal.id}`],
  [`/deals/${deal.id}?view=list`],
  [`/deals/${deal.id}?view=list&person=${person.id}`],
  [`/deals/${deal.id}/review`],
  [`/deals/${deal.id}/review?r=${review.id}`],
  [`/deals/${deal.id}/room?at=end`],
  [`/deals/${lost.id}`],
  ['/tasks'],
  ['/accounts'],
  [`/accounts/${account.id}`],
  ...['chart', 'work', 'timeline'].map((tab) => [`/accounts/${account.id}?tab=${tab}`]),
  ['/contacts'],
  [`/contacts/${contact.id}`],
  ['/imports'],
  [`/imports/${imported.id}`],
  [`/imports/${imported.id}?step=map`],
  ...['me', 'security', 'people', 'teams', 'roles', 'rules', 'audit', 'trash'].map((part) => [`/settings/${part}`]),
  ['/settings/templates'],
  ['/settings/templates', (page) => editTemplate(page, t)],
  ['/deals', (page) => palette(page, t)],
];

/** Opens the form about the company's own template, with all its gates. */
async function editTemplate(page, t) {
  await page
    .getByRole('button', { name: t('templates.edit') })
    .last()
    .click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: t('templates.save') })
    .waitFor();
  await unfold(page);
}

/** Opens what is folded: criteria, history, long texts; menus stay shut. */
const unfold = (page) =>
  page.evaluate(() => {
    for (const one of document.querySelectorAll('button[aria-expanded=false]:not([aria-haspopup])')) one.click();
    for (const one of document.querySelectorAll('details')) one.open = true;
  });

async function palette(page, t) {
  await page.keyboard.press('Control+k');
  const field = page.getByRole('dialog', { name: t('search.open') }).getByRole('textbox');
  await field.fill('onerror');
}

export const journeys = {
  async 'nothing that people write runs'(lang) {
    const house = await openHouse();
    try {
      const { context, page } = await house.person({ lang });
      const ran = [];
      context.on('page', (other) => ran.push(`a window opened: ${other.url()}`));
      page.on('dialog', (dialog) => {
        ran.push(`a dialog: ${dialog.message()}`);
        void dialog.dismiss();
      });
      const set = await plant(page, house);
      const missed = allFreeTexts().filter((one) => !set.done.has(one) && !leftOut.some((word) => word.test(one)));
      assert.deepEqual(
        missed.filter((one) => !edits(set.done, one)),
        [],
        'fields of free text without a payload',
      );
      const open = calls(page);
      let read = '';
      for (const [path, act] of places(set, texts(lang))) {
        await page.evaluate((to) => history.pushState(null, '', to), path);
        await settle(page, open);
        await (act ?? unfold)(page);
        await settle(page, open);
        const seen = await inspect(page);
        ran.push(...seen.faults.map((fault) => `${path}: ${fault}`));
        read += seen.read;
        if (act) await page.keyboard.press('Escape');
      }
      assert.deepEqual([...ran, ...house.wrong], []);
      const unread = set.planted.filter((one) => !read.includes(one.value)).map((one) => one.name);
      assert.deepEqual([...new Set(unread)].sort(), notShown, 'fields that no screen shows as they were written');
      assert.deepEqual(
        payloads.filter((one) => !read.includes(one)),
        [],
        'payloads that no screen shows as they were written',
      );
    } finally {
      await house.close();
    }
  },
};

/** Tells whether a field is changed by a route whose record was made with a payload in it. */
function edits(done, field) {
  const [, path, name] = field.split(' ');
  const fields = [...done].map((one) => one.split(' ')).filter(([, , made]) => made === name);
  return fields.some(
    ([, made]) =>
      path.startsWith('/api/') && path.split('/')[2] === made.split('/').findLast((part) => !part.startsWith('{')),
  );
}
