import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { runScript, say, stop } from '../terminal.mjs';

/**
 * `node scripts/packaging/try-out.ts EXECUTABLE`: starts a packaged Handset on the practice account
 * with a profile of its own, waits until it shows a window, and ends it. Run by the workflow that
 * makes the packages; the fuses keep Playwright out of them, so the system itself is asked.
 */
const patienceMs = 60_000;

async function tryOut(executable: string): Promise<number> {
  const profile = mkdtempSync(join(tmpdir(), 'handset-try-out-'));
  const app = spawn(executable, [`--profile=${profile}`, '--practice'], { stdio: 'inherit' });
  const ended = new Promise<string>((resolve) => {
    app.once('error', (error) => resolve(String(error)));
    app.once('exit', (code, signal) => resolve(`it ended (${signal ?? code})`));
  });
  const waiting = new AbortController();
  const shown = windowOf(app.pid ?? 0, waiting.signal).then(() => null);
  const late = setTimeout(patienceMs, 'no window came', { ref: false });
  const failure = await Promise.race([shown, ended, late]);
  waiting.abort();
  if (app.exitCode === null && app.signalCode === null) end(app.pid ?? 0);
  await ended;
  rmSync(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  if (failure !== null) stop(`The packaged Handset showed no window: ${failure}.`);
  say('The packaged Handset showed its window.');
  return 0;
}

/** Resolves once the system knows a visible window of this process. */
async function windowOf(pid: number, { aborted }: AbortSignal): Promise<void> {
  while (!aborted && !hasWindow(pid)) await setTimeout(500);
}

function hasWindow(pid: number): boolean {
  const [command, ...args] = questions[process.platform]?.(pid) ?? [];
  if (command === undefined) return false;
  const { status, stdout } = spawnSync(command, args, { encoding: 'utf8' });
  return status === 0 && /[1-9]/.test(stdout);
}

/** How to ask each system: a number other than 0 is a window. */
const questions: Record<string, (pid: number) => string[]> = {
  linux: () => ['xdotool', 'search', '--onlyvisible', '--name', 'Handset'],
  win32: (pid) => [
    'powershell',
    '-NoProfile',
    '-Command',
    `(Get-Process -Id ${pid}).MainWindowHandle.ToInt64()`,
  ],
  darwin: (pid) => [
    'osascript',
    '-l',
    'JavaScript',
    '-e',
    `ObjC.import('CoreGraphics'); ObjC.deepUnwrap(ObjC.castRefToObject($.CGWindowListCopyWindowInfo(1, 0))).filter((w) => w.kCGWindowOwnerPID === ${pid} && w.kCGWindowLayer === 0).length`,
  ],
};

function end(pid: number): void {
  if (process.platform === 'win32')
    spawnSync('taskkill', ['/PID', String(pid), '/T', '/F'], { stdio: 'ignore' });
  else process.kill(pid, 'SIGTERM');
}

const [executable] = process.argv.slice(2);
await runScript(() =>
  executable === undefined ? stop('Say which executable to try out.') : tryOut(executable),
);
