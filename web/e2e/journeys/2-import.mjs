// An import from the file to the way back: what was read, what the columns mean, a dry run, the run, its report, undo.
import assert from 'node:assert/strict';
import { api, faults, texts } from '../house.mjs';
import { look } from '../look.mjs';
import { openStage } from '../stage.mjs';

export const stage = openStage;

const accounts = [
  ['客户名称', '行业', '地区', '员工人数'],
  ['澜江港务', '港口', '华东', '1200'],
  ['云栖能源', '能源', '华北', '3400'],
  ['', '制造', '华南', '50'],
  ['青屿医院', '医疗', '华南', '很多'],
];

const file = {
  name: '客户.csv',
  mimeType: 'text/csv',
  buffer: Buffer.from(accounts.map((row) => row.join(',')).join('\r\n')),
};

async function clean(page, lang) {
  assert.deepEqual([...(await look(page, lang)), ...(await faults(page))], []);
}

export const journeys = {
  async 'import accounts and take them back'(lang, { house, ada: page }) {
    const t = texts(lang);
    await page.goto(`${house.url}/imports`);
    await page.getByText(t('import.earlier.none')).waitFor();
    await clean(page, lang);
    const choosing = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: t('import.choose') }).click();
    await (await choosing).setFiles(file);

    await page.getByRole('heading', { name: t('import.step.file') }).waitFor();
    assert.equal(await page.getByLabel(t('import.encoding')).first().inputValue(), 'UTF-8');
    await page.getByRole('columnheader', { name: '客户名称' }).waitFor();
    await clean(page, lang);
    await page.getByRole('button', { name: t('import.to_map') }).click();

    const name = page.getByRole('combobox', { name: t('import.field_for', { column: '客户名称' }) });
    await name.or(page.getByRole('textbox', { name: t('import.field_for', { column: '客户名称' }) })).waitFor();
    await clean(page, lang);
    await page.getByRole('button', { name: t('import.to_check') }).click();

    const verdict = (key) =>
      page.getByRole('group', { name: t('import.verdicts') }).getByRole('button', { name: t(`import.verdict.${key}`) });
    await verdict('stored').waitFor();
    assert.match(await verdict('stored').innerText(), /^2\s/);
    assert.match(await verdict('refused').innerText(), /^2\s/);
    const before = await api(page, 'GET', '/api/accounts');
    assert.equal(before.total, 1, 'a dry run stores nothing');
    await page.getByRole('cell', { name: '澜江港务' }).waitFor();
    await clean(page, lang);
    await page.getByRole('button', { name: t('import.run', { n: 2 }) }).click();

    await page.getByRole('heading', { name: t('import.report') }).waitFor();
    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: t('import.refused_file', { n: 2 }) }).click();
    assert.match((await download).suggestedFilename(), /\.csv$/);
    await clean(page, lang);
    await page.goto(`${house.url}/accounts`);
    await page.getByRole('link', { name: '云栖能源' }).waitFor();
    await page.goBack();
    await page.getByRole('button', { name: t('import.undo') }).click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: t('import.undo') })
      .click();
    await page.getByRole('heading', { name: t('import.undone') }).waitFor();
    const after = await api(page, 'GET', '/api/accounts');
    assert.deepEqual(
      after.items.map((account) => account.name),
      ['江州银行'],
    );
    assert.deepEqual(house.wrong, []);
  },
};
