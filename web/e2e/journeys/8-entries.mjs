// What people write about a deal: a need, a decision criterion, an item of information, budget and approval; each by a
// line or a tap, and all of it told on the timeline.
import assert from 'node:assert/strict';
import { api, faults, texts } from '../house.mjs';
import { openDeal, openStage } from '../stage.mjs';

export const stage = openStage;

export const journeys = {
  async 'each kind of entry is given'(lang, set) {
    const t = texts(lang);
    const { page } = set.mina;
    const deal = await api(page, 'POST', '/api/deals', { name: '核心系统', account_id: set.account.id });
    const rival = await api(page, 'POST', `/api/deals/${deal.id}/competitors`, { name: '远帆软件' });
    await openDeal(set, set.mina, deal);
    const part = (key) => page.getByRole('region', { name: t(key), exact: true });

    const goals = page.getByRole('textbox', { name: t('need.add', { layer: t('need_layer.1') }) });
    await goals.fill('少停机');
    await goals.press('Enter');
    await part('need.title').getByRole('button', { name: '少停机' }).waitFor();
    await goals.fill('收入增长');
    await goals.press('Enter');
    await part('need.title').getByRole('button', { name: '收入增长' }).waitFor();
    const products = page.getByRole('textbox', { name: t('need.add', { layer: t('need_layer.4') }) });
    await products.fill('20 台探针');
    await products.press('Enter');
    await part('need.title').getByText(t('need.shallow')).waitFor();
    await page.getByRole('button', { name: t('need.confirm') }).click();

    const criterion = page.getByRole('textbox', { name: t('decision.add') });
    await criterion.fill('可靠性');
    await criterion.press('Enter');
    const cells = part('decision.title');
    await cells.getByLabel(`${t('field.weight')}: 可靠性`).fill('30');
    await cells.getByLabel(`${t('field.weight')}: 可靠性`).press('Enter');
    await cells.getByText(t('decision.total', { n: '30' })).waitFor();
    await cells.getByLabel(t('decision.score', { who: t('decision.ours'), name: '可靠性' })).fill('8');
    await cells.getByLabel(t('decision.score', { who: t('decision.ours'), name: '可靠性' })).press('Enter');
    await page.waitForResponse((r) => r.url().includes('/sheet') && r.ok());
    await cells.getByLabel(t('decision.score', { who: rival.name, name: '可靠性' })).fill('5');
    await cells.getByLabel(t('decision.score', { who: rival.name, name: '可靠性' })).press('Enter');
    await cells.getByRole('cell', { name: '90', exact: true }).waitFor();

    const map = part('infomap.title');
    const item = map.getByRole('group', { name: t('info.7') });
    await item.getByRole('button', { name: t('info_status.confirmed') }).click();
    await page.getByText(t('info_lack.one_source')).waitFor();
    await map
      .getByRole('button', { name: t('infomap.task') })
      .first()
      .click();
    await page.getByText(t('infomap.task.done')).waitFor();

    await part('project.title')
      .getByRole('button', { name: t('budget_status.planned') })
      .click();
    await part('project.title').getByLabel(t('field.budget'), { exact: true }).fill('386万');
    await part('project.title').getByLabel(t('field.budget'), { exact: true }).press('Tab');
    const sheet = await until(async () => {
      const now = await api(page, 'GET', `/api/deals/${deal.id}/sheet`);
      return now.deal.budget && now;
    });
    assert.equal(sheet.deal.budget.amount, '3860000.00');
    assert.equal(sheet.deal.budget_status, 'planned');
    assert.ok(sheet.deal.need_doc_on);
    assert.equal(sheet.decisions.items[0].leverage, 90);
    assert.equal(sheet.info.items[0].status, 'partial');
    await page.reload();
    await page.getByText(t('act.need.added', { name: '少停机' })).waitFor();
    assert.deepEqual(await faults(page), []);
    assert.deepEqual(set.house.wrong, []);
  },
};

/** Asks until there is an answer. */
async function until(ask) {
  for (let tries = 0; tries < 40; tries++) {
    const answer = await ask();
    if (answer) return answer;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('it does not come');
}
