// The nine questions of a deal: a missing fact is filled in, a question is found to hold and opens again when what it builds
// on changes; and the one page, of which both papers come out on exactly one page.
import assert from 'node:assert/strict';
import { api, faults, texts } from '../house.mjs';
import { layDeal, openStage } from '../stage.mjs';

export const stage = openStage;

const item = (page, t, n) =>
  page.getByRole('listitem').filter({ has: page.getByRole('button', { name: t(`question.${n}.title`) }) });

/** Puts a person on the map of a deal. */
const place = (page, deal, name, more) =>
  api(page, 'POST', `/api/deals/${deal.id}/influences`, {
    new_contact: { name, title: '信息技术部副总经理' },
    ...more,
  });

/** How many pages a PDF has, and how large the first is, in points. */
async function printed(page) {
  const pdf = (await page.pdf({ preferCSSPageSize: true, printBackground: true })).toString('latin1');
  const box = /\/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)/.exec(pdf);
  return { pages: pdf.match(/\/Type\s*\/Page\b/g)?.length, size: [Math.round(box[1]), Math.round(box[2])] };
}

// In points, as Chromium rounds them.
const sizes = { a3: [1191, 842], a4: [595, 842] };

export const journeys = {
  async 'a question holds until what it builds on changes'(lang, set) {
    const t = texts(lang);
    const { house, mina, mo } = set;
    const { page } = mina;
    const objective = { sso_when: '2027-03-31', sso_quantity: '1 套', sso_who: '江州银行信息科技部' };
    const deal = await layDeal(set, '数据中心监控', objective);
    await api(page, 'POST', `/api/deals/${deal.id}/needs`, { text: '全年少停机', layer: 1 });
    const boss = await place(page, deal, '高远', { roles: ['EB'], influence: 'H', mode: 'G' });
    await page.goto(`${house.url}/deals/${deal.id}`);
    await page.getByRole('link', { name: t('deal.face.questions') }).click();
    await page.getByText(t('question.answered', { n: 1 })).waitFor();
    const first = item(page, t, 1);
    await first.getByText(t('question_state.partly')).waitFor();
    assert.deepEqual(await faults(page), []);
    const what = t('question.fill_of', { name: t('field.sso_what') });
    await first.getByRole('link', { name: what }).click();
    await page.waitForURL(/at=objective/);
    await api(
      page,
      'PATCH',
      `/api/deals/${deal.id}`,
      { sso_what: '监控平台', sso_revenue: { amount: '900000', currency: 'CNY' } },
      { 'If-Match': '"1"' },
    );
    await page.goto(`${house.url}/deals/${deal.id}/questions?q=1`);
    await page.getByText(t('question.answered', { n: 2 })).waitFor();
    await first.getByText(t('question_state.answered')).waitFor();
    await first.getByText(t('question.unlooked')).waitFor();
    await first.getByRole('button', { name: t('question.confirm') }).click();
    await first.getByRole('button', { name: t('question.reopen') }).waitFor();
    await page.getByText(t('question.held', { n: 1 })).waitFor();
    const others = mo.page;
    await api(others, 'PATCH', `/api/deals/${deal.id}`, { sso_quantity: '2 套' }, { 'If-Match': '"2"' });
    await page.reload();
    await first.getByText(t('question_state.again'), { exact: true }).first().waitFor();
    await first.getByText(t('field.sso_quantity')).first().waitFor();
    await first.getByText('莫克').waitFor();
    await page.getByText(t('question.held', { n: 0 })).waitFor();
    assert.deepEqual(await faults(page), []);
    await first.getByRole('button', { name: t('question.confirm') }).click();
    await page.getByText(t('question.held', { n: 1 })).waitFor();
    await item(page, t, 4).getByRole('button').first().click();
    const support = item(page, t, 4).getByRole('link', { name: t('question.fill_of', { name: t('fact.support') }) });
    await support.click();
    await page.waitForURL(new RegExp(`person=${boss.id}`));
    await page.getByRole('dialog', { name: /高远/ }).waitFor();
    assert.deepEqual(house.wrong, []);
  },

  async 'both papers come out on exactly one page'(lang, set) {
    const t = texts(lang);
    const { house, mina, ada } = set;
    const { page } = mina;
    const name = '江州银行总行数据中心一体化智能运维监控平台（三期）建设与五年维保服务采购项目及全省分支机构推广实施';
    const deal = await layDeal(set, name, {
      sso_what: '守望一体化运维平台',
      sso_who: '江州银行信息科技部',
      temperature: 75,
    });
    const roles = ['EB', 'TB', 'UB', 'PB'];
    for (let n = 0; n < 22; n++)
      await place(page, deal, `欧阳子${n}`, {
        roles: [n === 0 ? 'EB' : roles[1 + (n % 3)]],
        influence: 'HML'[n % 3],
        support: (n % 5) + 1,
      });
    await place(page, deal, '影子', { roles: ['CO'], hidden: true });
    for (const rival of ['远帆软件', '云汐软件', '澜盾科技', '启衡科技', '东湖信息'])
      await api(page, 'POST', `/api/deals/${deal.id}/competitors`, {
        name: rival,
        position: 'level',
        counter_plan: '用同业案例讲清夜间告警压缩到十分之一的做法',
      });
    for (let n = 0; n < 12; n++) {
      await api(page, 'POST', `/api/deals/${deal.id}/criteria`, {
        name: `评标标准第${n}条：国产数据库互认证与全链路可观测能力`,
        weight: 8,
      });
      await api(page, 'POST', '/api/tasks', {
        subject: `deal:${deal.id}`,
        title: `第${n}步：请何总引荐，准备一页合规要点并约定下一次交流`,
        due_on: '2027-01-01',
      });
    }
    for (const paper of ['a3', 'a4']) {
      await page.goto(`${house.url}/deals/${deal.id}/brief`);
      await page.getByRole('button', { name: t('brief.print') }).click();
      await page.getByRole('menuitem', { name: t(`brief.paper.${paper}`) }).click();
      const sheet = page.locator('[data-paper][data-fitted="true"]');
      await sheet.waitFor();
      assert.deepEqual(await faults(page), []);
      const over = await sheet.evaluate((el) =>
        [el, ...el.querySelectorAll('div, section, footer')]
          .filter((part) => part.scrollHeight > part.clientHeight + 2 && part.clientHeight > 0)
          .map((part) => part.className),
      );
      assert.deepEqual(over, []);
      const size = await sheet.evaluate((el) => Number.parseFloat(getComputedStyle(el).fontSize));
      assert.ok(size >= 8, `${paper} is set in ${size} px`);
      assert.deepEqual(await printed(page), { pages: 1, size: sizes[paper] });
      for (const said of [t('brief.confidential'), '米娜', '海岳软件', t('brief.protected')])
        assert.ok((await sheet.innerText()).includes(said), said);
    }
    await ada.goto(`${house.url}/deals/${deal.id}/brief?paper=a3`);
    const theirs = ada.locator('[data-paper][data-fitted="true"]');
    await theirs.waitFor();
    const said = await theirs.innerText();
    assert.ok(said.includes('欧阳子0') && !said.includes('影子') && !said.includes(t('brief.protected')));
    assert.deepEqual(house.wrong, []);
  },

  async 'who looks for the first time is told so'(lang, set) {
    const t = texts(lang);
    const { house, mina } = set;
    const deal = await layDeal(set, '灾备演练平台');
    await mina.page.goto(`${house.url}/deals/${deal.id}/brief`);
    await mina.page.getByText(t('brief.first_look')).waitFor();
    assert.deepEqual(await faults(mina.page), []);
    assert.deepEqual(house.wrong, []);
  },
};
