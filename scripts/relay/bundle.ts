import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { build, type Plugin } from 'vite';
import { root } from '../run.ts';

const folder = 'out/relay';

/**
 * Builds the relay into one file that runs on Node 22 or newer, with nothing else installed.
 *
 * @returns its path, relative to the project
 */
export async function bundleRelay(outDir = join(root, folder)): Promise<string> {
  await build({
    configFile: false,
    root,
    logLevel: 'warn',
    plugins: [texts],
    ssr: { noExternal: true, target: 'node' },
    build: {
      ssr: 'scripts/relay/bundle-entry.ts',
      outDir,
      emptyOutDir: true,
      // The terms of what is in it travel with it.
      license: { fileName: 'licences.md' },
      target: 'node22',
      rollupOptions: { output: { entryFileNames: 'relay.mjs', codeSplitting: false } },
    },
  });
  return join(folder, 'relay.mjs');
}

const readsText = /readFileSync\(join\(import\.meta\.dirname, '([\w.-]+)'\), 'utf8'\)/g;

/** What the relay reads from beside its sources is written into the bundle. */
const texts: Plugin = {
  name: 'texts',
  // As it stands in the sources, before anything rewrites them.
  enforce: 'pre',
  transform: (code, id) =>
    code.replace(readsText, (_, name: string) =>
      JSON.stringify(readFileSync(join(dirname(id), name), 'utf8')),
    ),
};
