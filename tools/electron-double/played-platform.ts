import { pathToFileURL } from 'node:url';
import { getCallSites } from 'node:util';
import { playedPlatform } from './desktop-kind.ts';

/**
 * Has the app's own bundles read the platform that is played from `process.platform`. Whoever else
 * asks is told the real one: native modules choose their binary by it, Playwright its browser, and
 * Node the way to start a program. Processes and threads of the app's own are not asked here.
 *
 * @param bundles the folder whose modules are deceived
 */
export function playPlatform(bundles: string): void {
  const real = process.platform;
  if (playedPlatform === real) return;
  const prefix = `${pathToFileURL(bundles).href}/`;
  Object.defineProperty(process, 'platform', {
    configurable: true,
    enumerable: true,
    // The first call site is this getter, the second whoever reads.
    get: () => (getCallSites(2)[1]?.scriptName.startsWith(prefix) ? playedPlatform : real),
  });
}
