import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { test as base, expect, type Page } from '@playwright/test';
import type { Desktop } from '../../tools/electron-double/launch.ts';
import type { HandsetApp } from '../../tools/runtimes/handset-app.ts';
import { launchHandset } from '../../tools/runtimes/launch-handset.ts';

export { expect };

interface Options {
  /** Handset's own arguments; by default straight to the practice account. */
  args: string[];
  env: Record<string, string>;
  /** Whether there is a keychain: a file in the profile, or none. */
  keychain: boolean;
}

/** A running Handset with a profile of its own, which may be ended and started again. */
export class Handset {
  readonly userData: string;
  readonly problems: string[] = [];
  /** What the pages said of errors, for a test that fails. */
  readonly said: string[] = [];
  #options: Options;
  #app: HandsetApp | null = null;
  #page: Page | null = null;

  constructor(userData: string, options: Options) {
    this.userData = userData;
    this.#options = options;
  }

  get runtime(): 'electron' | 'double' {
    return this.#running.runtime;
  }

  /** The main window's page. */
  get page(): Page {
    if (!this.#page) throw new Error('Handset is not running.');
    return this.#page;
  }

  /** Of the main process. */
  get pid(): number {
    return this.#running.pid;
  }

  /** What this start has written so far. */
  output(): string {
    return this.#running.output();
  }

  get desktop(): Desktop {
    return this.#running.desktop;
  }

  /** Starts it on the same profile; other arguments or environment for this start alone. */
  async start(options: Partial<Options> = {}): Promise<void> {
    const { args, env, keychain } = { ...this.#options, ...options };
    this.#app = await launchHandset({
      userData: this.userData,
      args,
      env: {
        ...baseEnv,
        ...(keychain && { HANDSET_KEYCHAIN: join(this.userData, 'test-keychain.json') }),
        ...env,
      },
    });
    this.#page = this.#watched(await this.#app.mainWindow());
  }

  async miniWindow(): Promise<Page> {
    return this.#watched(await this.#running.miniWindow());
  }

  /** A second start on the same profile, while this one runs. */
  startAgain(args: readonly string[]): Promise<void> {
    return this.#running.startAgain(args);
  }

  /** The main window's page, once it is another than the one before. */
  async newPage(): Promise<void> {
    const before = this.#page;
    await expect
      .poll(async () => {
        this.#page = await this.#running.mainWindow();
        return this.#page !== before;
      })
      .toBe(true);
    this.#watched(this.page);
  }

  /** Resolves when it has ended by itself. */
  async ended(): Promise<void> {
    await this.#running.ended;
    this.#app = null;
  }

  async quit(): Promise<void> {
    await this.#app?.quit();
    this.#app = null;
  }

  /** SIGKILL: what a crash or a power cut leaves behind. */
  async kill(): Promise<void> {
    await this.#app?.kill();
    this.#app = null;
  }

  async restart(options: Partial<Options> = {}): Promise<void> {
    await this.quit();
    await this.start(options);
  }

  /** Gives the main window this size, as dragging its corner does. */
  async resize(width: number, height: number): Promise<void> {
    const { windows } = await this.desktop.state();
    const main = windows.find(({ url }) => !url.includes('window=mini'));
    await this.desktop.resizeWindow(main?.id ?? 0, width, height);
  }

  get #running(): HandsetApp {
    if (!this.#app) throw new Error('Handset is not running.');
    return this.#app;
  }

  #watched(page: Page): Page {
    page.on('pageerror', (error) => this.problems.push(String(error)));
    page.on('console', (message) => {
      if (message.text().includes('Content Security Policy')) this.problems.push(message.text());
      if (message.type() === 'error') this.said.push(message.text());
    });
    return page;
  }
}

const baseEnv: Record<string, string> = {
  HANDSET_PRACTICE_SPEED: '20',
  LC_ALL: 'en_US.UTF-8',
  // Tests must not write to the keychain of whoever runs them; on Linux not even ask for it.
  HANDSET_KEYCHAIN: 'none',
  ...(process.platform === 'linux' && { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent' }),
};

/** `test.use({ args, env })` changes how Handset starts; `app` is up when a test begins. */
export const test = base.extend<Options & { app: Handset }>({
  args: [['--practice'], { option: true }],
  env: [{}, { option: true }],
  keychain: [false, { option: true }],
  app: async ({ args, env, keychain }, use, info) => {
    const userData = await mkdtemp(join(tmpdir(), 'handset-e2e-'));
    const app = new Handset(userData, { args, env, keychain });
    await app.start();
    await use(app);
    if (info.status !== info.expectedStatus) {
      const screenshot = await app.page.screenshot().catch(() => null);
      if (screenshot)
        await info.attach('main window', { body: screenshot, contentType: 'image/png' });
      await info.attach('errors of the pages', { body: app.said.join('\n') });
    }
    await app.kill();
    await rm(userData, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
    expect(app.problems, 'errors in the page').toEqual([]);
  },
});

/** No violation of any axe rule on what the page shows now. */
export async function expectAccessible(page: Page): Promise<void> {
  // Electron cannot open the second page that axe would otherwise use.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map((n) => n.html).join(' | ')}`);
  expect(found).toEqual([]);
}
