import { join } from 'node:path';
import { run } from './child.mjs';

/** The project's folder. */
export const root = join(import.meta.dirname, '..');

/** Runs a dependency's program on this same Node; resolves to its exit status. */
export function runTool(
  entry: string,
  args: readonly string[],
  options: { output?: 'stdout' | 'stderr'; env?: NodeJS.ProcessEnv } = {},
): Promise<number> {
  return run(process.execPath, [join(root, 'node_modules', entry), ...args], {
    cwd: root,
    ...options,
  });
}

export const tools = {
  biome: '@biomejs/biome/bin/biome',
  tsc: 'typescript/bin/tsc',
  vitest: 'vitest/vitest.mjs',
  playwright: '@playwright/test/cli.js',
  electronVite: 'electron-vite/bin/electron-vite.js',
  electronBuilder: 'electron-builder/cli.js',
} as const;
