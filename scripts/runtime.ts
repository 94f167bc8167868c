import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { plain, run } from './child.mjs';
import { ensureChromium } from './chromium.ts';
import { alone } from './lock.mjs';
import { findProgram } from './programs.ts';
import { root } from './run.ts';
import { during, stop } from './terminal.mjs';

export interface Runtime {
  kind: 'electron' | 'double';
  /** For people, with the reason. */
  name: string;
  /** Electron's or Chromium's executable. */
  executable: string;
}

const electronFolder = join(root, 'node_modules/electron');
const refusalFile = join(root, 'node_modules/.cache/handset-electron-refused');
const oneHourMs = 60 * 60 * 1000;

/** Whether windows can be shown. */
export function hasDisplay(): boolean {
  const { DISPLAY, WAYLAND_DISPLAY } = process.env;
  return process.platform !== 'linux' || Boolean(DISPLAY || WAYLAND_DISPLAY);
}

/**
 * Chooses Electron if it is available, otherwise the double; HANDSET_RUNTIME can force `electron`
 * or `double`. Child processes learn the choice through the environment: HANDSET_ELECTRON or
 * HANDSET_CHROMIUM names the executable.
 */
export async function chooseRuntime(): Promise<Runtime> {
  const lock = join(root, 'artifacts/runtime.lock');
  const runtime = await alone(lock, 'Another command is looking for Electron', findRuntime);
  delete process.env['HANDSET_ELECTRON'];
  delete process.env['HANDSET_CHROMIUM'];
  const variable = runtime.kind === 'electron' ? 'HANDSET_ELECTRON' : 'HANDSET_CHROMIUM';
  process.env[variable] = runtime.executable;
  return runtime;
}

async function findRuntime(): Promise<Runtime> {
  if (process.env['HANDSET_RUNTIME'] === 'double') return double('HANDSET_RUNTIME asks for it');
  if (!hasDisplay() && !findProgram(['Xvfb'])) {
    return double('there is no display, and no Xvfb to make one');
  }
  const found = installedElectron() ?? systemElectron();
  if (found) return withDisplay(found);
  const downloaded = await ensureElectron();
  return downloaded.kind === 'none' ? double(downloaded.why) : withDisplay(downloaded);
}

/** Returns Electron's own binary, downloading it if necessary; or why there is none. */
export async function ensureElectron(): Promise<Runtime | { kind: 'none'; why: string }> {
  const installed = installedElectron();
  if (installed) return installed;
  const why = await download();
  return installedElectron() ?? { kind: 'none', why };
}

async function double(why: string): Promise<Runtime> {
  if (process.env['HANDSET_RUNTIME'] === 'electron') {
    stop(
      `HANDSET_RUNTIME asks for Electron, and ${why}. Make it available, or unset HANDSET_RUNTIME to run on the double.`,
    );
  }
  const name = `the Electron double on Chromium, because ${why}`;
  return { kind: 'double', name, executable: await ensureChromium() };
}

function electron(executable: string, from: string): Runtime {
  return { kind: 'electron', name: `Electron ${wantedVersion()} (${from})`, executable };
}

function installedElectron(): Runtime | null {
  const override = process.env['ELECTRON_OVERRIDE_DIST_PATH'];
  const executable = join(override ?? join(electronFolder, 'dist'), executableName());
  if (!existsSync(executable)) return null;
  return electron(executable, override ? 'ELECTRON_OVERRIDE_DIST_PATH' : 'node_modules');
}

function executableName(): string {
  if (process.platform === 'darwin') return 'Electron.app/Contents/MacOS/Electron';
  return process.platform === 'win32' ? 'electron.exe' : 'electron';
}

/** Returns the one installed by the system, if it is the version that the app is written for. */
function systemElectron(): Runtime | null {
  const executable = findProgram(['electron']);
  if (!executable) return null;
  const { stdout } = spawnSync(executable, ['--version'], { encoding: 'utf8', timeout: 10_000 });
  const major = wantedVersion().split('.')[0];
  return stdout?.trim().startsWith(`v${major}.`) ? electron(executable, executable) : null;
}

function wantedVersion(): string {
  const manifest = readFileSync(join(electronFolder, 'package.json'), 'utf8');
  return (JSON.parse(manifest) as { version: string }).version;
}

/**
 * Runs Electron's own script to download its binary. Many networks forbid that, so a refusal is
 * remembered for an hour and not every start waits for it. Returns why there is none.
 */
async function download(): Promise<string> {
  // Since Electron 42 this variable no longer exists; people still set it.
  if (process.env['ELECTRON_SKIP_BINARY_DOWNLOAD']) {
    return 'ELECTRON_SKIP_BINARY_DOWNLOAD forbids downloading Electron';
  }
  const remembered = refusalIn(refusalFile, Date.now());
  if (remembered !== null) {
    return `${remembered} within the last hour (delete ${refusalFile.slice(root.length + 1)} to try again now)`;
  }
  const script = join(electronFolder, 'install.js');
  let said = '';
  const status = await during(`Downloading Electron ${wantedVersion()} (5 minutes at most)`, () =>
    run(process.execPath, [script], {
      output: 'nowhere',
      errors: (text) => {
        said += text;
      },
      timeoutMs: 300_000,
    }),
  );
  if (status === 0) return '';
  const refusal = refusalOf(said);
  mkdirSync(dirname(refusalFile), { recursive: true });
  writeFileSync(refusalFile, refusal);
  return refusal;
}

/** Returns why there is no binary, from what Electron's script printed on standard error. */
export function refusalOf(said: string): string {
  const reason = reasonIn(said);
  return `Electron's binary could not be downloaded${reason === null ? '' : ` (${reason})`}`;
}

/** Returns the line that names the error, or else the last; a stack trace tells people nothing. */
function reasonIn(said: string): string | null {
  const lines = said
    .split('\n')
    .map((line) => plain(line).trim())
    .filter((line) => line !== '' && !/^(at |Node\.js v|[{}[\]^])/.test(line));
  return (
    lines.findLast((line) => /error|ENOTFOUND|ECONN|EAI_|ETIMEDOUT/i.test(line)) ??
    lines.at(-1) ??
    null
  );
}

/** Returns the refusal remembered in a file, if it is no older than an hour. */
export function refusalIn(file: string, now: number): string | null {
  if (!existsSync(file) || now - statSync(file).mtimeMs >= oneHourMs) return null;
  return readFileSync(file, 'utf8') || refusalOf('');
}

/**
 * Electron needs a display: if there is none, provides a virtual one for as long as this process
 * runs.
 */
async function withDisplay(runtime: Runtime): Promise<Runtime> {
  if (hasDisplay()) return runtime;
  const server = spawn('Xvfb', ['-displayfd', '1', '-screen', '0', '1920x1080x24'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const said = once(createInterface(server.stdout), 'line').then(([line]) => String(line));
  const failed = Promise.race([once(server, 'exit'), once(server, 'error')]).then(() => null);
  const number = await Promise.race([said, failed]);
  if (number === null) return double('there is no display, and Xvfb does not start');
  process.once('exit', () => server.kill());
  server.unref();
  process.env['DISPLAY'] = `:${number}`;
  manageWindows();
  return { ...runtime, name: `${runtime.name}, on a virtual display` };
}

/** Without a window manager no window on a virtual display ever gets the keyboard. */
function manageWindows(): void {
  const manager = findProgram(['openbox']);
  if (!manager) return;
  const child = spawn(manager, { stdio: 'ignore' });
  child.on('error', () => {});
  process.once('exit', () => child.kill());
  child.unref();
}
