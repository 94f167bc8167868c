/**
 * Runs an Electron app on the double: `node run.ts <app folder> [arguments]`, the same way as
 * `electron`. The folder's package.json names the main module; it is run as it was built.
 */
import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { app, manifest } from './app.ts';
import { debugEndpoint, launchBrowser } from './browser.ts';
import { listenForControl, openUrl } from './control.ts';
import { playSession } from './desktop-kind.ts';
import { becomeReady } from './lifecycle.ts';
import { playPlatform } from './played-platform.ts';

const [folder = '.', ...args] = process.argv.slice(2);
const root = resolve(folder);
const { main, name, productName, version } = JSON.parse(
  readFileSync(join(root, 'package.json'), 'utf8'),
) as {
  main: string;
  name: string;
  productName?: string;
  version: string;
};
Object.assign(manifest, { name: productName ?? name, version, folder: root });
// What is beside a package's archive; when run from source the app has nothing there.
const resources = process.env['HANDSET_DOUBLE_RESOURCES'];
if (resources) Object.assign(process, { resourcesPath: resources });
process.argv = [process.execPath, folder, ...args];
playSession(process.env);
playPlatform(dirname(join(root, main)));

const double = pathToFileURL(join(import.meta.dirname, 'electron.ts')).href;
registerHooks({
  resolve: (specifier, context, next) =>
    /^electron(\/main)?$/.test(specifier)
      ? { url: double, format: 'module-typescript', shortCircuit: true }
      : next(specifier, context),
});

if (process.send) listenForControl();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => app.quit());

await import(pathToFileURL(join(root, main)).href);

// A second start has asked to quit by now.
if (!app.isQuitting()) {
  // The link that the system started the app for arrives before it is ready.
  const link = process.env['HANDSET_DOUBLE_OPEN_URL'];
  if (link) openUrl(link);
  const launching = launchBrowser(app.getPath('userData'));
  becomeReady();
  app.emit('ready', {}, {});
  await launching;
  process.send?.({ endpoint: debugEndpoint() });
}
