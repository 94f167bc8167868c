import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { type ElectronApplication, _electron as electron, type Page } from '@playwright/test';
import type { Desktop } from '../../electron-double/launch.ts';
import { type HandsetApp, type HandsetOptions, isMainPage, isMiniPage } from './handset-app.ts';

const root = join(import.meta.dirname, '../../..');

/** Starts Handset on the real Electron. */
export async function launchOnElectron(
  executablePath: string,
  { userData, args, env }: HandsetOptions,
): Promise<HandsetApp> {
  const isRoot = process.platform === 'linux' && process.getuid?.() === 0;
  const switches = [...(isRoot ? ['--no-sandbox'] : []), '--lang=en-US'];
  const app = await electron.launch({
    executablePath,
    // The probe is loaded before the app, and stands between it and the desktop.
    args: [
      ...switches,
      '--require',
      join(import.meta.dirname, 'electron-probe.cjs'),
      root,
      `--profile=${userData}`,
      ...args,
    ],
    env: Object.fromEntries(
      Object.entries({ ...process.env, ...env }).filter(([, value]) => value !== undefined),
    ) as Record<string, string>,
  });
  const ended = new Promise<void>((resolve) => app.process().once('exit', () => resolve()));
  let output = '';
  for (const stream of [app.process().stdout, app.process().stderr])
    stream?.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  return {
    runtime: 'electron',
    pid: app.process().pid ?? 0,
    output: () => output,
    ended,
    desktop: desktopOf(app),
    mainWindow: () => pageWhere(app, isMainPage),
    miniWindow: () => pageWhere(app, isMiniPage),
    async startAgain(own) {
      const again = [...switches, root, `--profile=${userData}`, ...own];
      await once(spawn(executablePath, again, { stdio: 'ignore' }), 'exit');
    },
    async quit() {
      await app.evaluate(({ app: electronApp }) => electronApp.quit()).catch(() => {});
      await ended;
    },
    async kill() {
      app.process().kill('SIGKILL');
      await ended;
    },
  };
}

async function pageWhere(app: ElectronApplication, wanted: (page: Page) => boolean): Promise<Page> {
  const open = app.windows().find(wanted);
  const page = open ?? (await app.waitForEvent('window', { predicate: wantedOnceLoaded }));
  await page.waitForLoadState();
  return page;

  async function wantedOnceLoaded(candidate: Page): Promise<boolean> {
    await candidate.waitForLoadState();
    return wanted(candidate);
  }
}

type Probe = Record<string, (...args: unknown[]) => unknown>;

/** Each action runs in Electron's main process, in electron-probe.cjs. */
function desktopOf(app: ElectronApplication): Desktop {
  return new Proxy({} as Desktop, {
    get:
      (_target, action) =>
      (...args: unknown[]) =>
        app.evaluate(
          (_electron, [name, given]) =>
            (globalThis as unknown as { handsetProbe: Probe }).handsetProbe[name]?.(...given),
          [String(action), args] as const,
        ),
  });
}
