import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';

/**
 * Begins every built style sheet with the order of the layers, as the renderer's layers.css has it.
 * The browser takes the order from the sheet that comes first, whichever chunk that is, and minifying
 * leaves the statement out where the blocks of its own sheet say the same.
 */
export function layersFirst(): Plugin {
  let order = '';
  return {
    name: 'layers-first',
    apply: 'build',
    configResolved({ root }) {
      const sheet = readFileSync(join(root, 'src/styles/layers.css'), 'utf8');
      order = /@layer [\w, ]+;/.exec(sheet)?.[0] ?? '';
      if (order === '') throw new Error('layers.css declares no order');
    },
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        for (const asset of Object.values(bundle)) {
          if (asset.type === 'asset' && asset.fileName.endsWith('.css'))
            asset.source = order + String(asset.source);
        }
      },
    },
  };
}
