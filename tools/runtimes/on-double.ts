import { join } from 'node:path';
import { type BrowserContext, chromium, type Page } from '@playwright/test';
import { ensureChromium } from '../../scripts/chromium.ts';
import { launchDouble } from '../electron-double/launch.ts';
import { type HandsetApp, type HandsetOptions, isMainPage, isMiniPage } from './handset-app.ts';

const root = join(import.meta.dirname, '../..');

/** Starts Handset on the Electron double. */
export async function launchOnDouble({ userData, args, env }: HandsetOptions): Promise<HandsetApp> {
  const chosen = process.env['HANDSET_CHROMIUM'] ?? (await ensureChromium());
  const launch = (own: readonly string[]) =>
    launchDouble({
      root,
      args: [`--profile=${userData}`, ...own],
      env: { ...env, HANDSET_CHROMIUM: chosen },
    });
  const app = launch(args);
  const browser = await chromium.connectOverCDP(await app.endpoint, { noDefaults: true });
  const [context] = browser.contexts();
  if (!context) throw new Error('Chromium has no context.');
  return {
    runtime: 'double',
    desktop: app.desktop,
    pid: app.process.pid ?? 0,
    output: app.output,
    ended: app.exited,
    mainWindow: () => pageWhere(context, isMainPage),
    miniWindow: () => pageWhere(context, isMiniPage),
    async startAgain(own) {
      const second = launch(own);
      const status = await second.exited;
      if (status !== 0) throw new Error(`The second start failed (${status}).\n${second.errors()}`);
    },
    async quit() {
      // It may end before it has replied.
      await app.desktop.quit().catch(() => {});
      await app.exited;
    },
    async kill() {
      app.process.kill('SIGKILL');
      await app.exited;
    },
  };
}

/** Waits until a window's page shows the app: the page exists earlier. */
async function pageWhere(context: BrowserContext, wanted: (page: Page) => boolean): Promise<Page> {
  const found = new Promise<Page>((resolve) => {
    const watch = (page: Page): void => {
      const settle = (): void => {
        if (wanted(page)) resolve(page);
      };
      page.on('framenavigated', settle);
      settle();
    };
    context.on('page', watch);
    for (const page of context.pages()) watch(page);
  });
  const page = await found;
  await page.waitForLoadState();
  return page;
}
