import { join } from 'node:path';
import { build } from 'vite';
import { bundleRelay } from '../scripts/relay/bundle.ts';
import { root } from '../scripts/run.ts';
import { childScripts } from './torture/child.ts';

const folder = join(root, 'node_modules', '.cache', 'lab');

/** The scripts that become processes, bundled as the app is, with the native module beside them. */
export async function bundleChildren(): Promise<typeof childScripts> {
  const outDir = join(folder, 'children');
  await build({
    configFile: false,
    logLevel: 'error',
    build: { ssr: true, outDir, emptyOutDir: true, rolldownOptions: { input: childScripts } },
    ssr: { noExternal: true, external: ['better-sqlite3'] },
  });
  const at = (name: keyof typeof childScripts): string => join(outDir, `${name}.js`);
  return {
    dial: at('dial'),
    crash: at('crash'),
    desktops: at('desktops'),
    bare: at('bare'),
    memory: at('memory'),
  };
}

/** The relay as it is shipped. Returns its path. */
export async function bundleLabRelay(): Promise<string> {
  const outDir = join(folder, 'relay');
  await bundleRelay(outDir);
  return join(outDir, 'relay.mjs');
}
