import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from './build-app.ts';
import { readCommandLine } from './command-line.mjs';
import { alone } from './lock.mjs';
import { makeStandIn } from './packaging/stand-in.ts';
import { root, runTool, tools } from './run.ts';
import { ensureElectron } from './runtime.ts';
import { during, runScript, say, stop } from './terminal.mjs';

/**
 * `npm run package`: builds the packages for this system; without Electron, the application on a
 * stand-in.
 */
readCommandLine('package', process.argv.slice(2));
const output = join(root, 'dist');
const system = { linux: '--linux', win32: '--win', darwin: '--mac' }[process.platform as string];

async function makePackages(): Promise<number> {
  if (system === undefined) stop(`There are no packages for ${process.platform}.`);
  await build();
  const electron = await ensureElectron();
  // An earlier run's leftovers would be taken for this one's.
  rmSync(output, { recursive: true, force: true });
  if (electron.kind === 'none') return standInInstead(electron.why);
  const override = process.env['ELECTRON_OVERRIDE_DIST_PATH'];
  const made = await runBuilder(
    'Making the packages',
    override === undefined ? [] : [`-c.electronDist=${override}`],
  );
  if (!made) {
    stop(
      'Not every package could be made; the lines above say which, and why. The tools for deb, rpm, AppImage, NSIS, MSI and dmg are downloaded from github.com: where a network forbids that, package elsewhere. docs/platforms.md says what else each of them needs.',
    );
  }
  for (const { name } of files(output)) console.log(join('dist', name));
  return 0;
}

/**
 * Packages a stand-in, so that what does not need Electron can be checked: the archive, the
 * natives, the entries.
 */
async function standInInstead(why: string): Promise<number> {
  if (process.platform !== 'linux') {
    stop(
      `No package was made: ${why}. Let this computer reach github.com, set ELECTRON_MIRROR, or set ELECTRON_OVERRIDE_DIST_PATH to a folder with Electron in it, then run the same command again.`,
    );
  }
  const standIn = join(output, 'stand-in-for-electron');
  makeStandIn(standIn);
  const made = await runBuilder('Unpacking the application on a stand-in for Electron', [
    '--dir',
    `-c.electronDist=${standIn}`,
  ]);
  if (!made) stop('The application could not be packaged; the lines above say why.');
  rmSync(standIn, { recursive: true });
  say(
    `No package was made: ${why}. What could be made without it is in ${join('dist', 'linux-unpacked')}: the application as it is installed, on a stand-in for Electron, which does not start. For packages, let this computer reach github.com, set ELECTRON_MIRROR, or set ELECTRON_OVERRIDE_DIST_PATH to a folder with Electron in it, then run the same command again.`,
  );
  return 3;
}

async function runBuilder(what: string, args: readonly string[]): Promise<boolean> {
  const given = [`${system}`, `--${process.arch}`, '--publish', 'never', ...args];
  const status = await during(what, () =>
    runTool(tools.electronBuilder, given, { output: 'stderr' }),
  );
  return status === 0;
}

function files(folder: string) {
  const ours = (name: string): boolean => !/^(builder-|latest.*\.yml$)|\.blockmap$/.test(name);
  return readdirSync(folder, { withFileTypes: true }).filter(
    (entry) => entry.isFile() && ours(entry.name),
  );
}

await runScript(() =>
  alone(join(root, 'artifacts/package.lock'), 'Another command is making packages', makePackages),
);
