import { execFile, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { onTestFinished, vi } from 'vitest';
import { KeychainSecretStore } from '../../src/main/secrets/keychain-secret-store.ts';
import { becomeReady } from '../../tools/electron-double/lifecycle.ts';
import { utilityProcess } from '../../tools/electron-double/utility-process.ts';
import { tempFolder } from './temp-folder.ts';

const run = promisify(execFile);
const has = (program: string): boolean =>
  spawnSync(program, ['--version'], { stdio: 'ignore' }).error === undefined;

/** Whether this computer can run a separate Secret Service for the tests. */
export const keyringHere =
  process.platform === 'linux' &&
  ['dbus-daemon', 'dbus-send', 'gnome-keyring-daemon'].every((program) => has(program));

const keychainProcess = new URL('../../src/main/secrets/keychain-process.ts', import.meta.url);

/**
 * Opens the real store, its keychain process started with this environment; closed with the test.
 */
export function openStore(env: NodeJS.ProcessEnv): KeychainSecretStore {
  becomeReady();
  const store = new KeychainSecretStore(() =>
    utilityProcess.fork(keychainProcess.pathname, [], {
      env: env as Record<string, string>,
      serviceName: 'Handset keychain',
      stdio: 'ignore',
    }),
  );
  onTestFinished(() => store.dispose());
  return store;
}

/** Creates a home where no desktop of this computer's user is visible. */
export function lonelyHome(): { home: string; env: NodeJS.ProcessEnv } {
  const home = tempFolder();
  const { DISPLAY: _display, WAYLAND_DISPLAY: _wayland, ...rest } = process.env;
  const env = {
    ...rest,
    HOME: home,
    XDG_DATA_HOME: join(home, 'data'),
    XDG_CACHE_HOME: join(home, 'cache'),
    XDG_RUNTIME_DIR: home,
    DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent/bus',
  };
  return { home, env };
}

/** What happens to the program that would ask for the password. */
type Prompter = 'never answers' | 'is dismissed';
const prompterPrograms: Record<Prompter, string> = {
  'never answers': '/bin/sleep 600',
  'is dismissed': '/bin/false',
};

/** Starts a session bus for the test; nothing is on it, and nothing starts automatically. */
export async function startBus(prompter: Prompter = 'is dismissed') {
  const { home, env } = lonelyHome();
  const services = join(home, 'services');
  mkdirSync(services);
  writeFileSync(
    join(services, 'prompter.service'),
    `[D-BUS Service]\nName=org.gnome.keyring.SystemPrompter\nExec=${prompterPrograms[prompter]}\n`,
  );
  const config = join(home, 'bus.conf');
  writeFileSync(config, busConfiguration(home, services));
  const daemon = spawn(
    'dbus-daemon',
    [`--config-file=${config}`, '--nofork', '--print-address=1'],
    { env, stdio: ['ignore', 'pipe', 'ignore'] },
  );
  onTestFinished(async () => {
    daemon.kill('SIGKILL');
    if (daemon.exitCode === null && daemon.signalCode === null) await once(daemon, 'exit');
  });
  const [address] = await once(createInterface(daemon.stdout), 'line');
  env['DBUS_SESSION_BUS_ADDRESS'] = String(address);
  const send = async (destination: string, path: string, method: string, args: string[] = []) => {
    const target = ['--session', '--print-reply', `--dest=${destination}`, path, method];
    return (await run('dbus-send', [...target, ...args], { env })).stdout;
  };
  return { home, env, send };
}

/** Starts a real gnome-keyring on a bus of its own, unlocked and empty. */
export async function startKeyring(prompter?: Prompter) {
  const bus = await startBus(prompter);
  const { env, send } = bus;
  let pid = 0;
  const signal = (name: NodeJS.Signals): void => void process.kill(pid, name);
  onTestFinished(() => {
    try {
      signal('SIGKILL');
    } catch {
      // A test may have killed it.
    }
  });

  /** Starts the daemon; a running one is replaced by one that is unlocked and has the same keys. */
  async function unlock(): Promise<void> {
    const started = spawn(
      'gnome-keyring-daemon',
      ['--replace', '--unlock', '--components=secrets'],
      { env, stdio: ['pipe', 'ignore', 'ignore'] },
    );
    started.stdin.end('\n');
    await once(started, 'exit');
    // It takes its name on the bus after it has gone to the background.
    pid = await vi.waitFor(
      async () => {
        const now = await owner();
        if (now === pid) throw new Error('the one before is still there');
        return now;
      },
      { timeout: 20_000, interval: 20 },
    );
  }

  async function owner(): Promise<number> {
    const answer = await send(
      'org.freedesktop.DBus',
      '/org/freedesktop/DBus',
      'org.freedesktop.DBus.GetConnectionUnixProcessID',
      ['string:org.freedesktop.secrets'],
    );
    return Number(/uint32 (\d+)/.exec(answer)?.[1]);
  }

  await unlock();
  return {
    ...bus,
    unlock,
    signal,
    lock: () =>
      send(
        'org.freedesktop.secrets',
        '/org/freedesktop/secrets',
        'org.freedesktop.Secret.Service.Lock',
        ['array:objpath:/org/freedesktop/secrets/collection/login'],
      ),
  };
}

function busConfiguration(home: string, services: string): string {
  return `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:path=${home}/bus</listen>
  <servicedir>${services}</servicedir>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>`;
}
