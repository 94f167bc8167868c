import { execFile, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

const actor = new URL('../support/keychain-actor.ts', import.meta.url).pathname;
const linux = process.platform === 'linux';
const has = (program: string): boolean =>
  spawnSync(program, ['--version'], { stdio: 'ignore' }).error === undefined;
const keyringHere = linux && ['dbus-run-session', 'dbus-send', 'gnome-keyring-daemon'].every(has);
const reason = linux ? 'gnome-keyring or dbus is not installed' : 'not on Linux';
if (!keyringHere) console.log(`keychain tests with a real Secret Service skipped: ${reason}`);

const run = promisify(execFile);
let home: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'handset-keychain-'));
});
afterEach(() => rm(home, { recursive: true }));

interface Step {
  step: string;
  result: unknown;
  ms: number;
}

const parse = (output: string): Step[] =>
  output.split('\n').flatMap((line) => (line.startsWith('{') ? [JSON.parse(line) as Step] : []));
const environment = () => ({
  ...process.env,
  HOME: home,
  XDG_DATA_HOME: join(home, 'data'),
  XDG_CACHE_HOME: join(home, 'cache'),
  XDG_RUNTIME_DIR: home,
});
const act = (steps: string): string => `'${process.execPath}' '${actor}' ${steps}`;

/** Runs shell lines on a fresh session bus with an unlocked, empty keyring. */
async function withKeyring(lines: string): Promise<Step[]> {
  const unlock = "printf '\\n' | gnome-keyring-daemon --unlock --components=secrets >/dev/null";
  const script = `${unlock}\n${lines}`;
  const args = ['--', 'sh', '-c', script];
  const { stdout } = await run('dbus-run-session', args, { env: environment(), timeout: 30_000 });
  return parse(stdout);
}

async function withBus(address: string, steps: string[]): Promise<Step[]> {
  const env = { ...environment(), DBUS_SESSION_BUS_ADDRESS: address };
  const { stdout } = await run(process.execPath, [actor, ...steps], { env, timeout: 20_000 });
  return parse(stdout);
}

const secret = { apiKey: 'canary-key', apiToken: 'canary-token' };

describe.skipIf(!keyringHere)('a real Secret Service', { timeout: 40_000 }, () => {
  test('keeps secrets from one process to the next, until they are removed', async () => {
    const lines = [act('open read write'), act('open read remove'), act('read remove')];
    const steps = await withKeyring(lines.join('\n'));
    const opened = { place: 'keychain', problem: null };
    expect(steps.map(({ step, result }) => [step, result])).toEqual([
      ['open', opened],
      ['read', null],
      ['write', null],
      ['open', opened],
      ['read', secret],
      ['remove', null],
      ['read', null],
      ['remove', null],
    ]);
  });

  test('nothing readable reaches the disk', async () => {
    await withKeyring(act('write'));
    const files = await readdir(home, { recursive: true, withFileTypes: true });
    const kept = files.filter((file) => file.isFile());
    expect(kept.length).toBeGreaterThan(0);
    for (const file of kept) {
      const content = await readFile(join(file.parentPath, file.name), 'latin1');
      expect(content).not.toContain('canary');
    }
  });

  test('one that froze is given up within three seconds', async () => {
    const owner = [
      'dbus-send --session --print-reply --dest=org.freedesktop.DBus /',
      'org.freedesktop.DBus.GetConnectionUnixProcessID string:org.freedesktop.secrets',
    ].join(' ');
    const freeze = `pid=$(${owner} | awk '/uint32/ { print $2 }'); kill -STOP "$pid"`;
    const took = 'printf \'{"step":"took","ms":%d}\\n\' $((($(date +%s%N) - begin) / 1000000))';
    const timed = `begin=$(date +%s%N); ${act('open')}; ${took}`;
    const steps = await withKeyring([act('read'), freeze, timed, 'kill -KILL "$pid"'].join('\n'));
    expect(steps[1]?.result).toEqual({ place: 'memory', problem: 'keychain_unavailable' });
    expect(steps[2]?.ms).toBeLessThan(4_500);
  });
});

// On other systems there is always a keychain.
describe.skipIf(!linux)('without a Secret Service', { timeout: 25_000 }, () => {
  const inMemory = { place: 'memory', problem: 'keychain_unavailable' };

  test('secrets stay in memory, not in the kernel’s keyring', async () => {
    const steps = ['open', 'write', 'read', 'kernel', 'remove', 'read'];
    const results = await withBus('unix:path=/nonexistent/bus', steps);
    expect(results.map(({ result }) => result)).toEqual([inMemory, null, secret, null, null, null]);
    // The next process knows nothing of them.
    const [, later] = await withBus('unix:path=/nonexistent/bus', ['open', 'read']);
    expect(later?.result).toBeNull();
  });

  test('a bus that accepts and says nothing does not hang the app', async () => {
    const server = createServer(() => {});
    const socket = join(home, 'silent');
    server.listen(socket);
    await once(server, 'listening');
    try {
      const [opened] = await withBus(`unix:path=${socket},guid=00`, ['open']);
      expect(opened?.result).toEqual(inMemory);
    } finally {
      server.close();
    }
  });
});
