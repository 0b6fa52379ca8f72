// Finding by Pinyin: the palette finds an account by its initials, the list of deals one by its syllables.
import assert from 'node:assert/strict';
import { faults, texts } from '../house.mjs';
import { layDeal, openStage } from '../stage.mjs';

export const stage = openStage;

export const journeys = {
  async 'find by pinyin'(lang, set) {
    const t = texts(lang);
    const { house, mina } = set;
    const { page } = mina;
    await layDeal(set, '核心系统改造');
    await layDeal(set, '港口调度平台');
    await page.goto(`${house.url}/deals`);
    const table = page
      .getByRole('table', { name: t('nav.deals') })
      .or(page.getByRole('grid', { name: t('nav.deals') }));
    await table.getByText('港口调度平台').waitFor();
    await page.getByRole('searchbox', { name: t('filter.words') }).fill('hexinxitong');
    await table.getByText('港口调度平台').waitFor({ state: 'detached' });
    await table.getByText('核心系统改造').waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+k');
    const palette = page.getByRole('dialog', { name: t('search.open') });
    await palette.getByRole('textbox', { name: t('search.open') }).fill('jzyh');
    await palette.getByRole('button', { name: '江州银行' }).first().waitFor();
    assert.deepEqual(await faults(page), []);
    await palette
      .getByRole('button', { name: t('kind.account') })
      .filter({ hasText: '江州银行' })
      .click();
    await page.getByRole('heading', { name: '江州银行' }).waitFor();
    assert.match(page.url(), new RegExp(`/accounts/${set.account.id}$`));
    assert.deepEqual(house.wrong, []);
  },
};
