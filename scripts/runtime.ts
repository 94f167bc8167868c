import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { ensureChromium } from './chromium.ts';
import { findProgram, root, run } from './lib/run.ts';
import { say } from './lib/say.ts';

export type Runtime =
  | { kind: 'electron'; executable: string; from: string }
  | { kind: 'double'; chromium: string; why: string };

const electronFolder = join(root, 'node_modules/electron');
const refusalFile = join(root, 'node_modules/.cache/handset/electron-refused');
const oneDayMs = 24 * 60 * 60 * 1000;

/** True where windows can be shown. */
export function hasDisplay(): boolean {
  return (
    process.platform !== 'linux' ||
    Boolean(process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY'])
  );
}

/** Electron wherever it can be had, else the double; says which, and why. */
export async function chooseRuntime(): Promise<Runtime> {
  const runtime = await findRuntime();
  say(
    runtime.kind === 'electron'
      ? `Runtime: Electron (${runtime.from})`
      : `Runtime: the Electron double on Chromium, because ${runtime.why}`,
  );
  return runtime;
}

/** What tells child processes which runtime was chosen. */
export function runtimeEnv(runtime: Runtime): NodeJS.ProcessEnv {
  return runtime.kind === 'electron'
    ? { HANDSET_ELECTRON: runtime.executable }
    : { HANDSET_CHROMIUM: runtime.chromium };
}

/** The command in front of another one that gives Electron a display; empty where there is one. */
export function displayPrefix(runtime: Runtime): string[] {
  const xvfb = runtime.kind === 'electron' && !hasDisplay() ? findProgram(['xvfb-run']) : null;
  return xvfb ? [xvfb, '--auto-servernum'] : [];
}

async function findRuntime(): Promise<Runtime> {
  if (!hasDisplay() && !findProgram(['xvfb-run'])) {
    return double('there is no display, and no xvfb-run to make one');
  }
  const electron = installedElectron() ?? systemElectron();
  if (electron) return electron;
  const refusal = await download();
  const downloaded = installedElectron();
  return downloaded ?? double(refusal);
}

async function double(why: string): Promise<Runtime> {
  return { kind: 'double', chromium: await ensureChromium(), why };
}

function installedElectron(): Runtime | null {
  const override = process.env['ELECTRON_OVERRIDE_DIST_PATH'];
  const pathFile = join(electronFolder, 'path.txt');
  const name = existsSync(pathFile) ? readFileSync(pathFile, 'utf8') : executableName();
  const executable = join(override ?? join(electronFolder, 'dist'), name);
  if (!existsSync(executable)) return null;
  const from = override ? 'ELECTRON_OVERRIDE_DIST_PATH' : 'node_modules';
  return { kind: 'electron', executable, from };
}

function executableName(): string {
  if (process.platform === 'darwin') return 'Electron.app/Contents/MacOS/Electron';
  return process.platform === 'win32' ? 'electron.exe' : 'electron';
}

/** One installed by the system, if it is of the version that the app is written for. */
function systemElectron(): Runtime | null {
  const executable = findProgram(['electron']);
  if (!executable) return null;
  const { stdout } = spawnSync(executable, ['--version'], { encoding: 'utf8', timeout: 10_000 });
  const isSameMajor = stdout?.trim().startsWith(`v${wantedVersion().split('.')[0]}.`);
  return isSameMajor ? { kind: 'electron', executable, from: executable } : null;
}

function wantedVersion(): string {
  const manifest = createRequire(import.meta.url)(join(electronFolder, 'package.json'));
  return (manifest as { version: string }).version;
}

/**
 * Has Electron's own script download its binary. Many networks forbid that: a refusal is remembered
 * for a day, so that not every start waits for it. Resolves with why there is none.
 */
async function download(): Promise<string> {
  if (process.env['ELECTRON_SKIP_BINARY_DOWNLOAD']) {
    return 'ELECTRON_SKIP_BINARY_DOWNLOAD forbids to download Electron';
  }
  if (existsSync(refusalFile) && Date.now() - statSync(refusalFile).mtimeMs < oneDayMs) {
    return "Electron's binary could not be downloaded today (delete node_modules/.cache/handset/electron-refused to try again now)";
  }
  say(`Downloading Electron ${wantedVersion()} …`);
  const script = join(electronFolder, 'install.js');
  const status = await run(process.execPath, [script], { timeout: 300_000, output: 'ignore' });
  if (status === 0) return '';
  mkdirSync(join(refusalFile, '..'), { recursive: true });
  writeFileSync(refusalFile, '');
  return "Electron's binary could not be downloaded";
}
