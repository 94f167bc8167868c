import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import { listBundled } from './scripts/packaging/list-bundled.ts';
import { channelNames } from './src/shared/contract/index.ts';

// The preload derives its methods from the contract without carrying zod into the sandbox: the
// names are computed here, at build time, and written into the bundle.
const define = { __HANDSET_CHANNELS__: JSON.stringify(channelNames()) };

// Beside the bundles, which do not reference them: for `npm run stack`. Packages leave them out.
const maps = 'hidden';

export default defineConfig({
  main: {
    plugins: [listBundled()],
    build: {
      minify: true,
      sourcemap: maps,
      // The dependencies in package.json stay outside, because they bring native code; everything
      // else is bundled and is no dependency of the package.
      externalizeDeps: true,
      rollupOptions: {
        input: [
          'src/main/index.ts',
          'src/main/storage/database/database-worker.ts',
          'src/main/secrets/keychain-process.ts',
          // Loaded only if there is an update feed.
          'src/main/updates/feed-updater.ts',
        ],
      },
    },
  },
  preload: {
    define,
    plugins: [listBundled()],
    build: {
      minify: true,
      sourcemap: maps,
      externalizeDeps: false,
      // A sandboxed preload is one CommonJS file that may require nothing but electron.
      rollupOptions: {
        input: 'src/preload/index.ts',
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'src/renderer',
    plugins: [react(), listBundled()],
    build: { minify: true, sourcemap: maps, rollupOptions: { input: 'src/renderer/index.html' } },
  },
});
