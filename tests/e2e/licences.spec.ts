import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, expectAccessible, test } from './fixtures.ts';
import { answerOf, goTo } from './steps.ts';

/** Settings › About, what it says of licences. */
async function licencesOf(page: Page) {
  await goTo(page, 'Settings');
  await page.getByRole('tab', { name: 'About', exact: true }).click();
  return page.getByRole('region', { name: 'Licences' });
}

test('started from source, Handset says that there are no texts, and shows nothing empty', async ({
  app,
}) => {
  const licences = await licencesOf(app.page);
  await licences.getByRole('button', { name: 'Show licences' }).click();
  await expect(licences.getByRole('status')).toContainText('started from its source folder');
  await expect(app.page.getByRole('dialog')).toHaveCount(0);
  await expectAccessible(app.page);
});

test.describe('beside an archive', () => {
  const resources = mkdtempSync(join(tmpdir(), 'handset-resources-'));
  test.use({ env: { HANDSET_DOUBLE_RESOURCES: resources } });
  test.afterAll(() => rmSync(resources, { recursive: true, force: true }));
  test.beforeEach(({ app }) => {
    test.skip(app.runtime === 'electron', 'there the folder is that of Electron’s own package');
  });

  const part = (index: number) =>
    `part-${index} 1.0.0 (MIT)\n${'-'.repeat(72)}\nCopyright of ${index}\n\nDo with it as you like.\n`;

  for (const theme of ['light', 'dark'] as const) {
    test(`${theme}: more text than anything has to show is read by keys alone`, async ({ app }) => {
      const { page } = app;
      const parts = Array.from({ length: 60_000 }, (_, index) => part(index + 1));
      writeFileSync(join(resources, 'licences.txt'), parts.join('\n\n'));
      answerOf(await page.evaluate((wanted) => handset.settings.update({ theme: wanted }), theme));
      const licences = await licencesOf(page);
      await licences.getByRole('button', { name: 'Show licences' }).press('Enter');
      const dialog = page.getByRole('dialog', { name: 'Licences' });
      await expect(dialog).toContainText(`All of it is in ${join(resources, 'licences.txt')}`);
      await expect(dialog).toContainText('part-1 1.0.0 (MIT)');
      await expect(dialog).not.toContainText('part-60000 ');
      const text = dialog.getByRole('document');
      await expect(text).toBeFocused();
      await page.keyboard.press('End');
      await expect.poll(() => text.evaluate(({ scrollTop }) => scrollTop)).toBeGreaterThan(1000);
      await page.keyboard.press('Escape');
      await expect(dialog).toHaveCount(0);
      await expect(licences.getByRole('button', { name: 'Show licences' })).toBeFocused();
    });

    test(`${theme}: the dialog breaks no rule of accessibility, in English and Hindi`, async ({
      app,
    }, info) => {
      const { page } = app;
      const parts = Array.from({ length: 30 }, (_, index) => part(index + 1));
      writeFileSync(join(resources, 'licences.txt'), parts.join('\n\n'));
      for (const [language, show] of [
        ['en', 'Show licences'],
        ['hi', 'लाइसेंस दिखाएँ'],
      ] as const) {
        const licences = await licencesOf(page);
        await expect(licences).toBeVisible();
        answerOf(
          await page.evaluate((change) => handset.settings.update(change), { theme, language }),
        );
        await page.getByRole('button', { name: show }).click();
        await expect(page.getByRole('dialog')).toContainText('part-30 1.0.0 (MIT)');
        await expectAccessible(page);
        await page.screenshot({ path: info.outputPath(`licences-${theme}-${language}.png`) });
        await page.keyboard.press('Escape');
      }
    });
  }
});
