import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { chromium, type Page } from 'playwright-core';
import { expect, onTestFinished, test } from 'vitest';
import { commandEnvironment, copyProject, runCommand } from '../../support/project-copy.ts';
import { tempFolder } from '../../support/temp-folder.ts';

/** Slow machines are slow. */
const patience = { timeout: 60_000 };
/** The link that skips to the content is out of sight. */
const attached = { ...patience, state: 'attached' } as const;

/** `npm run dev` at work in a copy of the sources. */
class Dev {
  readonly folder = copyProject(['src', 'resources', 'electron.vite.config.ts']);
  readonly profile = tempFolder();
  readonly exited: Promise<unknown[]>;
  readonly #child: ChildProcess;
  #said = '';
  #waiting: (() => void)[] = [];

  constructor() {
    const script = join(this.folder, 'scripts/bootstrap.mjs');
    this.#child = spawn(process.execPath, [script, 'dev', '--profile', this.profile], {
      // Nobody's display and nobody's keychain.
      env: {
        ...commandEnvironment(),
        HANDSET_RUNTIME: 'double',
        DISPLAY: '',
        WAYLAND_DISPLAY: '',
        HANDSET_KEYCHAIN: 'none',
        DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent',
      },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    onTestFinished(() => void this.#child.kill('SIGTERM'));
    this.exited = once(this.#child, 'exit');
    if (!this.#child.stderr) throw new Error('It says nothing.');
    createInterface(this.#child.stderr).on('line', (line) => {
      this.#said += `${line}\n`;
      for (const look of this.#waiting) look();
    });
  }

  /** What a line says, once it is said; each line answers one question only. */
  async says(pattern: RegExp): Promise<string> {
    return new Promise((resolve, reject) => {
      const look = (): void => {
        const found = pattern.exec(this.#said);
        if (!found) return;
        this.#said = this.#said.slice(found.index + found[0].length);
        this.#waiting = this.#waiting.filter((each) => each !== look);
        resolve(found[1] ?? found[0]);
      };
      this.#waiting.push(look);
      look();
      void this.exited.then(() => reject(new Error(`It has ended. It had said:\n${this.#said}`)));
    });
  }

  change(path: string, from: string, to: string): void {
    const file = join(this.folder, path);
    const source = readFileSync(file, 'utf8');
    expect(source).toContain(from);
    writeFileSync(file, source.replace(from, to));
  }

  /** As Ctrl+C does. */
  interrupt(): void {
    this.#child.kill('SIGINT');
  }

  /** The main window. */
  async page(): Promise<Page> {
    const endpoint = await this.says(/for DevTools: (http:[^)]+)/);
    const browser = await chromium.connectOverCDP(endpoint, { noDefaults: true });
    onTestFinished(() => browser.close());
    const [context] = browser.contexts();
    const page = context?.pages()[0] ?? (await context?.waitForEvent('page', patience));
    if (!page) throw new Error('There is no window.');
    return page;
  }
}

/** The command lines of processes that have something to do with this folder. */
function processesOf(folder: string): string[] {
  return globSync('/proc/[0-9]*/cmdline')
    .map((file) => {
      try {
        return readFileSync(file, 'utf8').replaceAll('\0', ' ');
      } catch {
        return '';
      }
    })
    .filter((line) => line.includes(folder));
}

/** Elsewhere one cannot see which processes there are. */
test.runIf(process.platform === 'linux')(
  'a change is seen in the open app; Ctrl+C leaves nothing behind',
  async () => {
    const dev = new Dev();
    expect(await dev.says(/Handset opens on (.*)\./)).toBe(
      'the practice account: nobody is called',
    );
    const page = await dev.page();
    await page.locator('.button.skip').waitFor(attached);

    // A second one is told of the first.
    const second = await runCommand(dev.folder, ['dev']);
    expect(second).toMatchObject({
      status: 1,
      err: expect.stringMatching(/^npm run dev is running here already/),
    });

    // A component: the windows load again, and the app goes on.
    const frame = 'src/renderer/src/frame/app-frame.tsx';
    dev.change(frame, 'className="skip"', 'className="skip made-anew"');
    expect(await dev.says(/(\S+) has changed/)).toBe(frame);
    await page.locator('.button.made-anew').waitFor(attached);
    await dev.says(/The windows show it/);

    // What cannot be built is told, and the app stays until it is mended.
    dev.change(frame, 'skip made-anew"', 'skip made-anew');
    await dev.says(/The build failed/);
    await page.locator('.button.made-anew').waitFor(attached);
    dev.change(frame, 'skip made-anew', 'skip made-twice"');
    await page.locator('.button.made-twice').waitFor(attached);

    // Main: the app starts again.
    const closed = page.waitForEvent('close', patience);
    dev.change('src/main/index.ts', 'setMenu();', `setMenu(); console.error('main is new');`);
    await dev.says(/main is new/);
    await closed;
    const again = await dev.page();
    await again.locator('.button.made-twice').waitFor(attached);

    expect(processesOf(dev.profile)).not.toEqual([]);
    dev.interrupt();
    expect(await dev.exited).toEqual([130, null]);
    await expect.poll(() => processesOf(dev.profile), patience).toEqual([]);
    expect(processesOf(dev.folder)).toEqual([]);
  },
);
