import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { root } from './run.ts';

/** Tells on standard error: standard output belongs to results. */
export function say(text: string): void {
  process.stderr.write(`${text}\n`);
}

/** Ends the script with what failed and what to do next. */
export function stop(sentence: string): never {
  say(sentence);
  process.exit(1);
}

/** The first of these programs on the PATH, outside the project; null when there is none. */
export function findProgram(names: readonly string[]): string | null {
  const ending = process.platform === 'win32' ? '.exe' : '';
  const folders = (process.env['PATH'] ?? '')
    .split(delimiter)
    .filter((folder) => folder !== '' && !folder.startsWith(join(root, 'node_modules')));
  const paths = names.flatMap((name) => folders.map((folder) => join(folder, name + ending)));
  return paths.find((path) => existsSync(path)) ?? null;
}

/** Runs a command, its output on standard error; false when it failed or took too long. */
export function succeeds(command: string, args: readonly string[], timeoutMs: number): boolean {
  const { status } = spawnSync(command, args, {
    cwd: root,
    stdio: ['ignore', 2, 2],
    timeout: timeoutMs,
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
  return status === 0;
}

/** Installs a Debian package; false where that is not possible. */
export function installPackage(name: string): boolean {
  if (process.getuid?.() !== 0 || !existsSync('/etc/debian_version')) return false;
  say(`Installing ${name} (apt-get) …`);
  succeeds('apt-get', ['update', '-qq'], 180_000);
  return succeeds('apt-get', ['install', '-y', '-qq', '--no-install-recommends', name], 600_000);
}
