import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { alone } from './lock.mjs';
import { root, runTool, tools } from './run.ts';
import { during, stop } from './terminal.mjs';

const stamp = join(root, 'node_modules/.cache/handset-build');

/**
 * Builds main, preload and renderer into `out/`, unless that was already built from these sources.
 */
export async function build(): Promise<void> {
  const sources = hashSources();
  if (isBuiltFrom(sources)) return;
  const buildOnce = async (): Promise<void> => {
    if (isBuiltFrom(sources)) return;
    const status = await during('Building Handset', () =>
      runTool(tools.electronVite, ['build', '--logLevel', 'warn'], { output: 'stderr' }),
    );
    if (status !== 0) {
      stop(
        'The build failed; the lines above say where. Mend it, then run the same command again.',
      );
    }
    mkdirSync(dirname(stamp), { recursive: true });
    writeFileSync(stamp, sources);
  };
  await alone(join(root, 'artifacts/build.lock'), 'Another command is building Handset', buildOnce);
}

function isBuiltFrom(sources: string): boolean {
  const built = existsSync(join(root, 'out/main/index.js')) && existsSync(stamp);
  return built && readFileSync(stamp, 'utf8') === sources;
}

function hashSources(): string {
  const hash = createHash('sha256');
  const files = globSync(
    [
      'src/**/*',
      'electron.vite.config.ts',
      'scripts/packaging/list-bundled.ts',
      'package-lock.json',
    ],
    {
      cwd: root,
      withFileTypes: true,
    },
  )
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  for (const file of files) hash.update(file.slice(root.length)).update(readFileSync(file));
  return hash.digest('hex');
}
