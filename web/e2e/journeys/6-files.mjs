// Files of a deal: picked, read again as they were, shown, deleted and brought back, unseen by others; with a note; as the
// evidence at a gate.
import assert from 'node:assert/strict';
import { api, faults, texts } from '../house.mjs';
import { openDeal, openStage } from '../stage.mjs';

export const stage = openStage;

// A picture of one point.
const point = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

export const journeys = {
  async 'files on a deal'(lang, { house, mina, pia, account }) {
    const t = texts(lang);
    const { page } = mina;
    const deal = await api(page, 'POST', '/api/deals', { name: '核心系统', account_id: account.id });
    await page.goto(`${house.url}/deals/${deal.id}`);
    const picked = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: t('file.add') }).click();
    await (await picked).setFiles([
      { name: '纪要.txt', mimeType: 'text/html', buffer: Buffer.from('会议纪要') },
      { name: '图.png', mimeType: 'image/png', buffer: point },
    ]);
    const loading = page.waitForEvent('download');
    await page.getByRole('link', { name: '纪要.txt' }).click();
    const loaded = await loading;
    assert.equal(loaded.suggestedFilename(), '纪要.txt');
    await page.getByRole('button', { name: t('file.preview') }).click();
    const picture = page.getByRole('dialog').getByRole('img', { name: '图.png' });
    await picture.waitFor();
    await page.waitForFunction(() => document.querySelector('[role=dialog] img')?.naturalWidth === 1);
    await page.keyboard.press('Escape');
    const { items } = await api(page, 'GET', `/api/attachments?subject=deal:${deal.id}`);
    const hidden = await pia.page.request.get(`${house.url}/api/attachments/${items[0].id}`);
    assert.equal(hidden.status(), 404);
    await page
      .getByRole('button', { name: t('file.remove') })
      .first()
      .click();
    await page.getByRole('button', { name: t('act.undo') }).click();
    await page.getByRole('link', { name: '图.png' }).waitFor();
    await page.getByRole('link', { name: '纪要.txt' }).waitFor();
  },

  async 'a file goes with a note'(lang, set) {
    const t = texts(lang);
    const { page } = set.mina;
    const deal = await api(page, 'POST', '/api/deals', { name: '备份平台', account_id: set.account.id });
    await openDeal(set, set.mina, deal);
    await page.getByRole('textbox', { name: t('deal.note.new') }).fill('周三拜访');
    await pick(page, page.getByRole('button', { name: t('file.attach') }).first(), '纪要.txt', '会议纪要');
    await page.getByRole('button', { name: t('act.save') }).click();
    const note = page.getByRole('listitem').filter({ hasText: '周三拜访' });
    await note.getByRole('link', { name: '纪要.txt' }).waitFor();
    await pick(page, note.getByRole('button', { name: t('file.attach') }), '照片.png', point);
    await note.getByRole('button', { name: t('file.preview') }).click();
    await page.waitForFunction(() => document.querySelector('[role=dialog] img')?.naturalWidth === 1);
    await page.keyboard.press('Escape');
    const { items } = await api(page, 'GET', `/api/attachments?subject=deal:${deal.id}`);
    assert.deepEqual(
      items.map((file) => `${file.subject_kind} ${file.name}`),
      ['note 照片.png', 'note 纪要.txt'],
    );
  },

  async 'a file is evidence until it is deleted'(lang, set) {
    const t = texts(lang);
    const { mina, mo } = set;
    const { page } = mina;
    const deal = await api(page, 'POST', '/api/deals', { name: '灾备中心', account_id: set.account.id });
    await openDeal(set, mina, deal);
    const gate = criterion(page, t);
    await gate.getByRole('button').first().click();
    await gate.getByRole('button', { name: t('gate.give') }).click();
    await pick(page, gate.getByRole('button', { name: t('gate.file.send') }), '立项批文.pdf', '%PDF-1.7\n');
    await page.waitForFunction(() => [...document.querySelectorAll('input')].some((f) => f.value === '立项批文.pdf'));
    assert.deepEqual(await faults(page), []);
    await gate.getByRole('button', { name: t('gate.evidence.submit') }).click();
    await gate.getByText(t('gate.waiting')).waitFor();
    await openDeal(set, mo, deal);
    const judged = criterion(mo.page, t);
    await judged.getByRole('button').first().click();
    await judged.getByRole('link', { name: '立项批文.pdf' }).waitFor();
    const shown = await judged.getByRole('link', { name: t('file.preview') }).getAttribute('href');
    const answer = await mo.page.request.get(set.house.url + shown);
    assert.equal(answer.headers()['content-type'], 'application/pdf');
    assert.match(answer.headers()['content-security-policy'], /^sandbox; default-src 'none'/);
    await judged.getByRole('button', { name: t('gate.accept') }).click();
    await judged.getByText(t('gate.met')).waitFor({ state: 'attached' });
    await page
      .getByRole('button', { name: t('file.remove') })
      .first()
      .click();
    await openDeal(set, mo, deal);
    await judged.getByText(t('gate.open')).waitFor({ state: 'attached' });
    await judged.getByRole('button').first().click();
    await judged.getByText(t('gate.file.gone')).waitFor();
  },
};

/** The fourth criterion of the first gate, which only people can judge. */
const criterion = (page, t) =>
  page.getByRole('listitem').filter({ has: page.getByRole('button', { name: t('criterion.S1.X4') }) });

/** Picks a file with a button. */
async function pick(page, button, name, content) {
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), button.click()]);
  await chooser.setFiles([{ name, mimeType: 'application/octet-stream', buffer: Buffer.from(content) }]);
}
