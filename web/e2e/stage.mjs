// The stage of the journeys on deals: a house that is set up, with three people logged in at screens of their own.
import { api, openHouse } from './house.mjs';

const password = 'correct horse 9';

/** The people beside the administrator: a seller, his manager, and a colleague of the seller. */
const cast = {
  mina: { name: '米娜', role: 'rep' },
  mo: { name: '莫克', role: 'manager' },
  pia: { name: '皮娅', role: 'rep' },
};

/**
 * Opens a house with Ada (administrator), Mina (seller), Mo (her manager) and Pia (her colleague), each at a page of
 * their own, and an account with nobody on it.
 */
export async function openStage(lang) {
  const house = await openHouse();
  try {
    const ada = await administrator(house, lang);
    const team = await api(ada, 'POST', '/api/teams', { name: '华东销售部' });
    const people = {};
    for (const [login, who] of Object.entries(cast))
      people[login] = await person(house, ada, team.id, login, who, lang);
    await api(ada, 'PATCH', `/api/teams/${team.id}`, { head_id: people.mo.id }, at(await version(ada, team.id)));
    const account = await api(people.mina.page, 'POST', '/api/accounts', { name: '江州银行', industry: 'banking' });
    return { house, ada, ...people, account, close: () => house.close() };
  } catch (error) {
    await house.close();
    throw error;
  }
}

const at = (version) => ({ 'If-Match': `"${version}"` });

async function version(page, id) {
  const teams = await api(page, 'GET', '/api/teams');
  return teams.items.find((team) => team.id === id).version;
}

async function administrator(house, lang) {
  const { page } = await house.person({ lang });
  await page.goto(`${house.url}/setup`);
  await api(page, 'POST', '/api/setup', {
    secret: house.secret(),
    login: 'ada',
    name: '艾达',
    password,
    workspace_name: '海岳软件',
    zone: 'Asia/Shanghai',
    currency: 'CNY',
    lang,
  });
  return page;
}

// Gives somebody a log-in by a one-time link and opens his own browser.
async function person(house, ada, team, login, { name, role }, lang) {
  const roles = await api(ada, 'GET', '/api/roles');
  const role_id = roles.items.find(({ code }) => code === role).id;
  const user = await api(ada, 'POST', '/api/users', { name, login, role_id, team_id: team, lang });
  const link = await api(ada, 'POST', `/api/users/${user.id}/link`);
  const { page } = await house.person({ lang });
  await page.goto(`${house.url}/login`);
  await api(page, 'POST', `/api/links/${link.url.split('/').at(-1)}`, { password });
  await api(page, 'POST', '/api/login', { login, password });
  return { id: user.id, page };
}

/** A deal of Mina's. */
export async function layDeal({ mina, account }, name, fields = {}) {
  const amount = { amount: '1200000.00', currency: 'CNY' };
  return api(mina.page, 'POST', '/api/deals', { name, account_id: account.id, amount, ...fields });
}

/** Opens the page of a deal and waits until it is there. */
export async function openDeal({ house }, { page }, deal) {
  await page.goto(`${house.url}/deals/${deal.id}`);
  await page.getByRole('heading', { name: deal.name }).waitFor();
}
