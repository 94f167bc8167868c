import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { tempFolder } from './temp-folder.ts';

const root = join(import.meta.dirname, '../..');

/**
 * Copies these files and folders of the project, with what every script needs: its commands run
 * there as they do here, on the same dependencies, and keep their caches and results to themselves.
 */
export function copyProject(paths: readonly string[] = []): string {
  const folder = tempFolder();
  for (const path of ['scripts', 'tools', 'package.json', 'package-lock.json', ...paths]) {
    cpSync(join(root, path), join(folder, path), { recursive: true });
  }
  const cache = join(folder, 'node_modules', '.cache');
  mkdirSync(cache, { recursive: true });
  for (const name of readdirSync(join(root, 'node_modules'))) {
    if (name === '.cache') continue;
    symlinkSync(join(root, 'node_modules', name), join(folder, 'node_modules', name), 'junction');
  }
  const lock = readFileSync(join(folder, 'package-lock.json'));
  writeFileSync(join(cache, 'handset-install'), createHash('sha256').update(lock).digest('hex'));
  return folder;
}

/** Writes a file below a folder, creating the folders above it. */
export function writeBelow(folder: string, path: string, content: string): void {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
}

/**
 * Runs one of its npm scripts to the end, without npm; it uses Electron only if it is already
 * there.
 */
export async function runCommand(folder: string, args: readonly string[], input = '') {
  const child = spawn(process.execPath, [join(folder, 'scripts/bootstrap.mjs'), ...args], {
    env: commandEnvironment(),
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  // A script that reads no input may have ended before.
  child.stdin.on('error', () => {});
  child.stdin.end(input);
  const [out, err, status] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    new Promise((resolve) => child.once('exit', resolve)),
  ]);
  return { out, err, status };
}

/** Returns an environment without anything that shows a test is running. */
export function commandEnvironment(): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(
    ([name]) => !name.startsWith('VITEST') && !name.startsWith('npm_'),
  );
  return { ...Object.fromEntries(inherited), ELECTRON_SKIP_BINARY_DOWNLOAD: '1' };
}
