import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Arch, build, Platform } from 'electron-builder';
import { NtExecutable, NtExecutableResource, Resource } from 'resedit';
import { build as buildApp } from '../../scripts/build-app.ts';
import { makeStandIn } from '../../scripts/packaging/stand-in.ts';
import { root } from './packed-app.ts';

/**
 * Packs Handset for Windows on any system, on a stand-in for Electron; returns the folder of the
 * app. Leaves out what needs Windows: natives, and the signature.
 */
export async function packForWindows(folder: string): Promise<string> {
  await buildApp();
  const electron = join(folder, 'electron');
  makeStandIn(electron);
  const withFuses = readFileSync(join(electron, 'electron'));
  rmSync(join(electron, 'electron'));
  writeFileSync(join(electron, 'electron.exe'), Buffer.concat([emptyProgram(), withFuses]));
  await build({
    projectDir: root,
    targets: Platform.WINDOWS.createTarget('dir', Arch.x64),
    publish: 'never',
    config: {
      electronDist: electron,
      directories: { output: join(folder, 'dist') },
      afterPack: () => {},
    },
  });
  return join(folder, 'dist/win-unpacked');
}

/** Returns an executable that contains only the words Windows shows about it. */
function emptyProgram(): Buffer {
  const program = NtExecutable.createEmpty(false, false);
  const resources = NtExecutableResource.from(program);
  const words = Resource.VersionInfo.createEmpty();
  words.setStringValues({ lang: 1033, codepage: 1200 }, { ProductName: 'Electron' });
  words.outputToResourceEntries(resources.entries);
  resources.outputResource(program);
  return Buffer.from(program.generate());
}
