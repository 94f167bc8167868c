import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { findProgram, installPackage, succeeds } from './programs.ts';
import { root, tools } from './run.ts';
import { during, stop } from './terminal.mjs';

const programs = [
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  'microsoft-edge-stable',
  'microsoft-edge',
];

/** Locations of browsers that are not on the PATH. */
const usualPlaces = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ...['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap((variable) => {
    const folder = process.env[variable];
    return folder === undefined
      ? []
      : [
          join(folder, 'Google/Chrome/Application/chrome.exe'),
          join(folder, 'Microsoft/Edge/Application/msedge.exe'),
        ];
  }),
];

/**
 * Returns an installed Chromium: CHROMIUM_PATH, the system's, or Playwright's own; null if there is
 * none.
 */
export function findChromium(): string | null {
  const chosen = process.env['CHROMIUM_PATH'];
  if (chosen) {
    if (existsSync(chosen)) return chosen;
    return stop(`CHROMIUM_PATH names ${chosen}, which does not exist. Correct or unset it.`);
  }
  const candidates = [...usualPlaces, chromium.executablePath()];
  return findProgram(programs) ?? candidates.find((path) => existsSync(path)) ?? null;
}

/** Returns a Chromium for the Electron double, installing one if necessary. */
export async function ensureChromium(): Promise<string> {
  const found = findChromium();
  if (found) return found;
  const cli = join(root, 'node_modules', tools.playwright);
  await during("No Chromium is installed: downloading Playwright's own (5 minutes at most)", () =>
    succeeds(process.execPath, [cli, 'install', 'chromium'], 300_000),
  );
  if (!findChromium()) await installPackage('chromium');
  return (
    findChromium() ??
    stop(
      'No Chromium could be found or installed. Install Chromium, Chrome or Edge, or set CHROMIUM_PATH to one, then run the same command again.',
    )
  );
}
