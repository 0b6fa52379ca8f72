// Files of a deal: picked, read again as they were, shown as a picture, renamed, deleted and brought back; unseen by others.
import assert from 'node:assert/strict';
import { api, texts } from '../house.mjs';
import { openStage } from '../stage.mjs';

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
};
