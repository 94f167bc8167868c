import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { schemeNames } from './scheme-map.ts';

/**
 * Chromium's own services are not part of the app, and a network that forbids them must not matter.
 */
const chromiumArguments = [
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  // In addition to Playwright's own pipe: tests connect here.
  '--remote-debugging-port=0',
];

/** Electron has no password manager and remembers no fields; a browser keeps both on disk. */
const preferences = {
  credentials_enable_service: false,
  credentials_enable_autosignin: false,
  profile: { password_manager_enabled: false },
  autofill: { enabled: false, profile_enabled: false, credit_card_enabled: false },
};

export const isHeadless = process.env['HANDSET_PREVIEW'] !== 'visible';

const folderName = 'double-chromium-';
const launched = Promise.withResolvers<BrowserContext>();
const state: { folder: string | null; context: BrowserContext | null; firstTaken: boolean } = {
  folder: null,
  context: null,
  firstTaken: false,
};

/** Starts Chromium with a throw-away profile inside `userData`. */
export async function launchBrowser(userData: string): Promise<void> {
  mkdirSync(userData, { recursive: true });
  // A killed run cannot clean up after itself.
  for (const name of readdirSync(userData)) {
    if (name.startsWith(folderName)) rmSync(join(userData, name), { recursive: true, force: true });
  }
  state.folder = join(userData, `${folderName}${process.pid}`);
  mkdirSync(join(state.folder, 'Default'), { recursive: true });
  writeFileSync(join(state.folder, 'Default', 'Preferences'), JSON.stringify(preferences));
  const isRoot = process.getuid?.() === 0;
  const executablePath = process.env['HANDSET_CHROMIUM'];
  try {
    state.context = await chromium.launchPersistentContext(state.folder, {
      ...(executablePath && { executablePath }),
      headless: isHeadless,
      viewport: null,
      acceptDownloads: false,
      chromiumSandbox: !isRoot,
      args: [
        ...chromiumArguments,
        ...(isRoot ? ['--no-sandbox'] : []),
        // A window without tabs and address bar, like an app's.
        ...(isHeadless ? [] : ['--app=about:blank']),
      ],
    });
    launched.resolve(state.context);
  } catch (error) {
    launched.reject(error);
    throw error;
  }
}

/** Returns where another process may connect to this Chromium. */
export function debugEndpoint(): string {
  const file = readFileSync(join(state.folder ?? '', 'DevToolsActivePort'), 'utf8');
  return `http://127.0.0.1:${file.split('\n')[0]}`;
}

/** Opens a page of its own, in a window of its own if windows are visible. */
export async function newPage(): Promise<Page> {
  const context = await launched.promise;
  // Chromium opens with one page; it becomes the app's first window.
  const first = state.firstTaken ? undefined : context.pages()[0];
  state.firstTaken = true;
  if (first) return first;
  const browser = context.browser();
  if (isHeadless || !browser) return context.newPage();
  const cdp = await browser.newBrowserCDPSession();
  const opened = context.waitForEvent('page');
  await cdp.send('Target.createTarget', { url: 'about:blank', newWindow: true });
  await cdp.detach();
  return opened;
}

/** Returns the script that runs in every page of a window before the page's own scripts. */
export function preloadScript(preload: string, wire: string, badge: boolean): string {
  const hostFile = join(import.meta.dirname, 'page-host.ts');
  const host = stripTypeScriptTypes(readFileSync(hostFile, 'utf8')).replace(/^export /gm, '');
  const options = JSON.stringify({ wire, badge, schemes: schemeNames() });
  const body = preload === '' ? '' : readFileSync(preload, 'utf8');
  return `(() => {${host}\nhostPreload(${options}, (require, module, exports) => {${body}\n});})();`;
}

/** Removes Chromium's folder once this process has ended it, as Playwright does on exit. */
export function removeBrowserOnExit(): void {
  const { folder } = state;
  if (folder)
    process.once('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));
}
