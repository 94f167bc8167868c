import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root, runTool, tools } from './run.ts';

const stamp = join(root, 'node_modules/.cache/handset-build');

/** Builds main, preload and renderer into `out/`, unless what is there was built from these sources. */
export function build(): void {
  const sources = hashSources();
  const built = existsSync(join(root, 'out/main/index.js')) && existsSync(stamp);
  if (built && readFileSync(stamp, 'utf8') === sources) return;
  process.stderr.write('Building Handset …\n');
  if (runTool(tools.electronVite, ['build', '--logLevel', 'warn'], 'stderr') !== 0) {
    process.stderr.write(
      'The build failed; the lines above say where. Mend it, then run the same command again.\n',
    );
    process.exit(1);
  }
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, sources);
}

function hashSources(): string {
  const hash = createHash('sha256');
  const files = globSync(['src/**/*', 'electron.vite.config.ts', 'package-lock.json'], {
    cwd: root,
    withFileTypes: true,
  })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  for (const file of files) hash.update(file.slice(root.length)).update(readFileSync(file));
  return hash.digest('hex');
}

if (import.meta.main) build();
