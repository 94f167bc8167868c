import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { type ElectronApplication, _electron as electron, type Page } from '@playwright/test';
import type { Desktop } from '../electron-double/launch.ts';
import { type HandsetApp, type HandsetOptions, isMainPage, isMiniPage } from './handset-app.ts';
import { startEnvironment, startSwitches } from './start-switches.ts';

const root = join(import.meta.dirname, '../..');

/** Starts Handset on the real Electron. */
export async function launchOnElectron(
  executablePath: string,
  { userData, args, env }: HandsetOptions,
): Promise<HandsetApp> {
  const switches = startSwitches(process.platform);
  const environment = startEnvironment(process.env, env);
  const app = await electron.launch({
    executablePath,
    // The probe is loaded before the app, and intercepts its access to the desktop.
    args: [
      ...switches,
      '--require',
      join(import.meta.dirname, 'electron-probe.cjs'),
      root,
      `--profile=${userData}`,
      ...args,
    ],
    env: environment,
  });
  let over = false;
  const ended = once(app.process(), 'exit').then(() => {
    over = true;
  });
  let output = '';
  for (const stream of [app.process().stdout, app.process().stderr])
    stream?.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  // On Windows Playwright's own process is a shell around Electron's.
  const pid = await app.evaluate(() => process.pid);
  return {
    runtime: 'electron',
    pid,
    output: () => output,
    ended,
    desktop: desktopOf(app),
    mainWindow: () => pageWhere(app, isMainPage),
    miniWindow: () => pageWhere(app, isMiniPage),
    async startAgain(own) {
      const again = [...switches, root, `--profile=${userData}`, ...own];
      await once(spawn(executablePath, again, { stdio: 'ignore', env: environment }), 'exit');
    },
    async quit() {
      await app.evaluate(({ app: electronApp }) => electronApp.quit()).catch(() => {});
      await ended;
    },
    async kill() {
      // The number may be another process's by then.
      if (!over) killAll(pid);
      await ended;
    },
  };
}

/**
 * Kills at once. Windows keeps a killed process's children alive, and they hold on to the profile.
 */
function killAll(pid: number): void {
  if (process.platform === 'win32')
    spawnSync('taskkill', ['/PID', String(pid), '/T', '/F'], { stdio: 'ignore' });
  else process.kill(pid, 'SIGKILL');
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
