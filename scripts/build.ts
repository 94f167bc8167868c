import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, runTool } from './lib/run.ts';
import { main, StepFailed, say } from './lib/say.ts';

const stampFile = join(root, 'out/.stamp');
const bundles = ['out/main/index.js', 'out/preload/index.cjs', 'out/renderer/index.html'];

/** Builds main, preload and renderer into out/, unless they are as new as their sources. */
export async function build(): Promise<void> {
  const wanted = sourceHash();
  const isFresh =
    bundles.every((file) => existsSync(join(root, file))) &&
    existsSync(stampFile) &&
    readFileSync(stampFile, 'utf8') === wanted;
  if (isFresh) return;
  say('Building …');
  const status = await runTool(['electron-vite', 'electron-vite'], ['build', '--logLevel', 'warn']);
  const missing = bundles.find((file) => !existsSync(join(root, file)));
  if (status !== 0 || missing) {
    throw new StepFailed(
      'The build failed. Correct what is said above (npm run check helps), then run the same command again.',
    );
  }
  writeFileSync(stampFile, wanted);
}

function sourceHash(): string {
  const hash = createHash('sha256');
  const patterns = ['src/**/*.*', 'electron.vite.config.ts', 'package-lock.json'];
  for (const file of globSync(patterns, { cwd: root }).sort()) {
    hash.update(`${file}\0`).update(readFileSync(join(root, file)));
  }
  return hash.digest('hex');
}

if (import.meta.main) {
  await main(async () => {
    await build();
    return 0;
  });
}
