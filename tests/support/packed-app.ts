import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Arch, build, type Configuration, Platform } from 'electron-builder';
import { build as buildApp } from '../../scripts/build-app.ts';
import { msiProjectCreated } from '../../scripts/packaging/msi-links.ts';
import { makeStandIn } from '../../scripts/packaging/stand-in.ts';
import { tempFolder } from './temp-folder.ts';

export const root = join(import.meta.dirname, '../..');
export const arch = process.arch === 'arm64' ? Arch.arm64 : Arch.x64;

export interface Packed {
  /** The unpacked application. */
  unpacked: string;
  /** electron-builder.yml as electron-builder read and validated it. */
  configuration: Configuration;
}

/** Packages Handset for Linux, on a stand-in for Electron, below this folder. */
export async function packOnStandIn(folder: string): Promise<Packed> {
  await buildApp();
  makeStandIn(join(folder, 'electron'));
  let configuration: Configuration = {};
  await build({
    projectDir: root,
    targets: Platform.LINUX.createTarget('dir', arch),
    publish: 'never',
    config: {
      electronDist: join(folder, 'electron'),
      directories: { output: join(folder, 'dist') },
      beforePack: ({ packager }) => {
        configuration = packager.config;
      },
    },
  });
  const name = arch === Arch.arm64 ? 'linux-arm64-unpacked' : 'linux-unpacked';
  return { unpacked: join(folder, 'dist', name), configuration };
}

/** Returns what fpm would be told for a deb or an rpm: its arguments, and the desktop entry. */
export async function fpmOrder(
  target: 'deb' | 'rpm',
  prepackaged: string,
): Promise<{ args: string[]; entry: string }> {
  let order: { args: string[]; entry: string } | null = null;
  await build({
    projectDir: root,
    targets: Platform.LINUX.createTarget(target, arch),
    publish: 'never',
    prepackaged,
    config: { directories: { output: tempFolder() } },
    effectiveOptionComputed: async ([args, entry]: [string[], string]) => {
      order = { args, entry: readFileSync(entry, 'utf8') };
      return true;
    },
  });
  if (order === null) throw new Error(`Nothing was ordered for ${target}.`);
  return order;
}

/** Returns the desktop entry inside an AppImage, and its file's name. */
export async function appImageEntry(
  prepackaged: string,
): Promise<{ desktop: string; desktopFileName: string }> {
  let entry: { desktop: string; desktopFileName: string } | null = null;
  await build({
    projectDir: root,
    targets: Platform.LINUX.createTarget('AppImage', arch),
    publish: 'never',
    prepackaged,
    config: { directories: { output: tempFolder() } },
    effectiveOptionComputed: async (options) => {
      entry = options;
      return true;
    },
  });
  if (entry === null) throw new Error('No AppImage was described.');
  return entry;
}

/** Returns the WiX project of the MSI, as it would be compiled. */
export async function msiProject(): Promise<string> {
  const folder = tempFolder();
  const unpacked = join(folder, 'win-unpacked');
  mkdirSync(join(unpacked, 'resources'), { recursive: true });
  writeFileSync(join(unpacked, 'Handset.exe'), 'a stand-in');
  cpSync(join(root, 'LICENSE'), join(unpacked, 'resources/licence.txt'));
  let project = '';
  // What comes next is the compiler's download.
  const enough = new Error('enough');
  await build({
    projectDir: root,
    targets: Platform.WINDOWS.createTarget('msi', Arch.x64),
    publish: 'never',
    prepackaged: unpacked,
    config: {
      directories: { output: folder },
      msiProjectCreated: (file: string) => {
        msiProjectCreated(file);
        project = readFileSync(file, 'utf8');
        throw enough;
      },
    },
  }).catch((error: unknown) => {
    if (project === '') throw error;
  });
  return project;
}
