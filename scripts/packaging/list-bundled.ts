import type { Plugin } from 'vite';

/** In each folder of the build: lists the packages whose code or files are in it. Not shipped. */
export const bundledFile = 'bundled.json';

/**
 * Notes which packages a bundle consists of, as their folders in node_modules (`node_modules/zod`):
 * the licences and the list of components are made from this. Modules removed by tree-shaking do
 * not count; for style sheets and fonts the bundler cannot tell.
 */
export function listBundled(): Plugin {
  return {
    name: 'list-bundled',
    generateBundle(_options, bundle) {
      const code = Object.values(bundle)
        .filter((output) => output.type === 'chunk')
        .flatMap(({ modules }) => Object.entries(modules))
        .filter(([, { renderedLength }]) => renderedLength > 0)
        .map(([id]) => id);
      const styles = [...this.getModuleIds()].filter((id) => /\.css(\?|$)/.test(id));
      const folders = [...code, ...styles].map(packageFolder).filter((folder) => folder !== null);
      const source = JSON.stringify([...new Set(folders)].sort(), null, 2);
      this.emitFile({ type: 'asset', fileName: bundledFile, source });
    },
  };
}

/** Returns `node_modules/@scope/name` for `/somewhere/node_modules/@scope/name/dist/x.js?v=1`. */
export function packageFolder(id: string): string | null {
  const path = id.replaceAll('\\', '/').replace(/^\0/, '');
  const found = path.match(/.*\/(node_modules\/(?:@[^/]+\/)?[^/]+)\//);
  return found?.[1] ?? null;
}
