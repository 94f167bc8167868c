import { pathToFileURL } from 'node:url';
import { getCallSites } from 'node:util';
import { playedPlatform } from './desktop-kind.ts';

/**
 * Makes the app's own bundles read the played platform from `process.platform`. All other code sees
 * the real one: native modules choose their binary by it, Playwright its browser, and Node how to
 * start a program. The app's own processes and threads are not covered.
 *
 * @param bundles the folder of the modules that see the played platform
 */
export function playPlatform(bundles: string): void {
  const real = process.platform;
  if (playedPlatform === real) return;
  const prefix = `${pathToFileURL(bundles).href}/`;
  Object.defineProperty(process, 'platform', {
    configurable: true,
    enumerable: true,
    // The first call site is this getter, the second its caller.
    get: () => (getCallSites(2)[1]?.scriptName.startsWith(prefix) ? playedPlatform : real),
  });
}
