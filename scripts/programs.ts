import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { run } from './child.mjs';
import { root } from './run.ts';
import { during } from './terminal.mjs';

/** Returns the first of these programs on the PATH, outside the project; null if there is none. */
export function findProgram(names: readonly string[]): string | null {
  const ending = process.platform === 'win32' ? '.exe' : '';
  const folders = (process.env['PATH'] ?? '')
    .split(delimiter)
    .filter((folder) => folder !== '' && !folder.startsWith(join(root, 'node_modules')));
  const paths = names.flatMap((name) => folders.map((folder) => join(folder, name + ending)));
  return paths.find((path) => existsSync(path)) ?? null;
}

/** Runs a command, its output on standard error; returns false if it failed or took too long. */
export async function succeeds(
  command: string,
  args: readonly string[],
  timeoutMs: number,
): Promise<boolean> {
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  return (await run(command, args, { cwd: root, output: 'stderr', timeoutMs, env })) === 0;
}

/** Installs a Debian package; returns false if that is not possible. */
export async function installPackage(name: string): Promise<boolean> {
  if (process.getuid?.() !== 0 || !existsSync('/etc/debian_version')) return false;
  return during(`Installing ${name} (apt-get)`, async () => {
    await succeeds('apt-get', ['update', '-qq'], 180_000);
    const options = ['-y', '-qq', '--no-install-recommends'];
    return succeeds('apt-get', ['install', ...options, name], 600_000);
  });
}
