import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** The project's folder. */
export const root = join(import.meta.dirname, '..');

/** A program of a dependency, run on this very Node; returns its exit status. */
export function runTool(
  entry: string,
  args: readonly string[],
  output: 'show' | 'stderr' = 'show',
): number {
  const { status } = spawnSync(process.execPath, [join(root, 'node_modules', entry), ...args], {
    cwd: root,
    stdio: ['ignore', output === 'show' ? 'inherit' : 2, 'inherit'],
  });
  return status ?? 1;
}

export const tools = {
  biome: '@biomejs/biome/bin/biome',
  tsc: 'typescript/bin/tsc',
  vitest: 'vitest/vitest.mjs',
  playwright: '@playwright/test/cli.js',
  electronVite: 'electron-vite/bin/electron-vite.js',
} as const;
