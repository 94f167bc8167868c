import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, dirname, join } from 'node:path';

export const root = join(import.meta.dirname, '../..');

export interface RunOptions {
  env?: NodeJS.ProcessEnv;
  /** Milliseconds after which the command is ended. */
  timeout?: number;
  /** Where its output goes; by default to standard error. */
  output?: 'stderr' | 'inherit' | 'ignore';
}

/** Runs a command in the project's folder; resolves with its exit status, 1 when it was killed. */
export function run(
  command: string,
  args: readonly string[],
  { env, timeout, output = 'stderr' }: RunOptions = {},
): Promise<number> {
  return new Promise((resolve) => {
    const stdout = { stderr: 2, inherit: 1, ignore: 'ignore' as const }[output];
    const child = spawn(command, args, {
      cwd: root,
      stdio: ['ignore', stdout, output === 'ignore' ? 'ignore' : 2],
      env: { ...process.env, ...env },
      ...(timeout !== undefined && { timeout }),
    });
    child.on('error', () => resolve(1));
    child.on('exit', (code) => resolve(code ?? 1));
  });
}

/** Runs a package's program with the project's own Node. */
export function runTool(
  [packageName, program]: readonly [packageName: string, program: string],
  args: readonly string[],
  options: RunOptions = {},
): Promise<number> {
  return run(process.execPath, [toolPath(packageName, program), ...args], options);
}

function toolPath(packageName: string, program: string): string {
  const manifest = join(root, 'node_modules', packageName, 'package.json');
  const { bin } = createRequire(import.meta.url)(manifest) as {
    bin: string | Record<string, string>;
  };
  const path = typeof bin === 'string' ? bin : bin[program];
  if (!path) throw new Error(`${packageName} has no program ${program}`);
  return join(dirname(manifest), path);
}

/** The first of these programs on the PATH, outside the project; null when there is none. */
export function findProgram(names: readonly string[]): string | null {
  const ends = process.platform === 'win32' ? ['.exe'] : [''];
  const folders = (process.env['PATH'] ?? '')
    .split(delimiter)
    .filter((folder) => folder !== '' && !folder.startsWith(join(root, 'node_modules')));
  const paths = names.flatMap((name) =>
    folders.flatMap((folder) => ends.map((end) => join(folder, name + end))),
  );
  return paths.find((path) => existsSync(path)) ?? null;
}

/** Debian or its like, as root: packages may be installed. */
export function canInstallPackages(): boolean {
  return process.getuid?.() === 0 && existsSync('/etc/debian_version');
}

/** Installs Debian packages; false when that failed. */
export async function installPackages(names: readonly string[]): Promise<boolean> {
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  await run('apt-get', ['update', '-qq'], { env, timeout: 180_000 });
  const install = ['install', '-y', '-qq', '--no-install-recommends', ...names];
  return (await run('apt-get', install, { env, timeout: 600_000 })) === 0;
}
