// The import wizard as a person goes through it: each function is one step, with what he would look at on the way.
import assert from 'node:assert/strict';

/** The wizard on a page in a language. */
export function wizard(house, page, t) {
  const panel = (key) => page.getByRole('heading', { name: t(key), exact: true });
  const fieldOf = (column) => page.getByRole('combobox', { name: t('import.field_for', { column }), exact: true });
  const press = (key, params) => page.getByRole('button', { name: t(key, params), exact: true }).click();
  const steps = {
    /** Chooses what is imported and the file, and waits until it is read. */
    async choose(kind, path, rows) {
      await page.goto(`${house.url}/imports`);
      const kinds = page.getByRole('radiogroup', { name: t('import.what') });
      await kinds.getByText(t(`import.kind.${kind}`), { exact: true }).click();
      const [chooser] = await Promise.all([page.waitForEvent('filechooser'), press('import.choose')]);
      await chooser.setFiles(path);
      await panel('import.step.file').waitFor();
      await page.getByText(rows.toLocaleString('en'), { exact: true }).waitFor();
    },

    /** Goes on to the columns, and looks whether each is suggested for the field that it means. */
    async columns(kind, fields) {
      await press('import.to_map');
      for (const [column, field] of Object.entries(fields)) {
        const name = t(`import.field.${kind}.${field}`);
        await fieldOf(column).waitFor();
        assert.equal((await fieldOf(column).inputValue()).replace(' *', ''), name, `the field of ${column}`);
      }
    },

    /** Picks an option of the list beside a label. */
    async pick(label, option) {
      await page.getByRole('combobox', { name: label, exact: true }).click();
      await page.getByRole('option', { name: option, exact: true }).click();
    },

    /** The list of different texts of a column, opened: "text rows". */
    async values(column) {
      const list = page
        .getByRole('listitem')
        .filter({ has: fieldOf(column) })
        .locator('details');
      await list.locator('summary').waitFor();
      if (!(await list.evaluate((el) => el.open))) await list.locator('summary').click();
      await list.locator('li').first().waitFor();
      return list
        .locator('li')
        .evaluateAll((lines) => lines.map((line) => line.innerText.replaceAll(/\s+/g, ' ').trim()));
    },

    /** Asks for the dry run and waits for its verdicts: as many new rows as said, and none refused. */
    async dryRun(stored) {
      await press('import.to_check');
      const verdicts = page.getByRole('group', { name: t('import.verdicts') });
      await verdicts.waitFor({ timeout: 60_000 });
      const said = await verdicts.getByRole('button').allInnerTexts();
      const n = stored.toLocaleString('en');
      const want = [`${n} ${t('import.verdict.all')}`, `${n} ${t('import.verdict.stored')}`];
      assert.deepEqual(
        said.map((text) => text.replaceAll(/\s+/g, ' ')),
        want,
      );
    },

    /** Runs the import and waits for its report. */
    async run(stored) {
      await press('import.run', { n: stored.toLocaleString('en') });
      await panel('import.report').waitFor({ timeout: 120_000 });
    },

    /** Takes back the import of a file from the list of earlier ones; nothing of it is kept. */
    async undo(file) {
      await page.goto(`${house.url}/imports`);
      await page.getByRole('link', { name: file, exact: true }).click();
      await press('import.undo');
      await page
        .getByRole('dialog')
        .getByRole('button', { name: t('import.undo') })
        .click();
      await panel('import.undone').waitFor({ timeout: 120_000 });
      assert.equal(await page.getByText(/^\d+ records were kept$|^保留了 \d+ 条记录$/).count(), 0);
    },
  };
  return steps;
}
