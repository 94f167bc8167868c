import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { extractAll } from '@electron/asar';
import { chromium, expect, test } from '@playwright/test';
import { ensureChromium } from '../../scripts/chromium.ts';
import { launchDouble } from '../../tools/electron-double/launch.ts';
import { packOnStandIn } from '../support/packed-app.ts';
import { goTo, numberField } from './steps.ts';

// What the fuses let nobody do with a packed app: it is taken out of its archive, into a folder where
// nothing of the project's is found, and run on the double. `package.yml` starts the real ones.
test('what is packed is enough: the app starts from its archive alone', async () => {
  test.skip(process.platform !== 'linux', 'the stand-in for Electron is one for Linux');
  const folder = mkdtempSync(join(tmpdir(), 'handset-shipped-'));
  try {
    const { unpacked } = await packOnStandIn(join(folder, 'packed'));
    const root = join(folder, 'app');
    extractAll(join(unpacked, 'resources/app.asar'), root);
    const app = launchDouble({
      root,
      args: [`--profile=${join(folder, 'profile')}`, '--practice'],
      env: {
        HANDSET_CHROMIUM: process.env['HANDSET_CHROMIUM'] ?? (await ensureChromium()),
        HANDSET_KEYCHAIN: 'none',
        HANDSET_DOUBLE_RESOURCES: join(unpacked, 'resources'),
        LC_ALL: 'en_US.UTF-8',
      },
    });
    const browser = await chromium.connectOverCDP(await app.endpoint, { noDefaults: true });
    const mainWindow = () =>
      browser
        .contexts()[0]
        ?.pages()
        .find((each) => each.url().includes('index.html'));
    await expect.poll(() => mainWindow() !== undefined).toBe(true);
    const page = mainWindow();
    if (!page) throw new Error('There is no main window.');
    await expect(numberField(page)).toBeVisible();
    await goTo(page, 'Settings');
    await page.getByRole('tab', { name: 'About', exact: true }).click();
    await page.getByRole('button', { name: 'Show licences' }).click();
    const licences = page.getByRole('dialog', { name: 'Licences' });
    // A part that is bundled, and one that lies in the archive as it is.
    await expect(licences).toContainText(/^react [\d.]+ \(MIT\)$/m);
    await expect(licences).toContainText(/^better-sqlite3 [\d.]+ \(MIT\)$/m);
    await expect(licences).toContainText('THE SOFTWARE IS PROVIDED "AS IS"');
    await app.desktop.quit().catch(() => {});
    expect(await app.exited).toBe(0);
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
});
