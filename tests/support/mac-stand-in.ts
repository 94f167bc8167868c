import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Arch, build, Platform } from 'electron-builder';
import { build as buildApp } from '../../scripts/build-app.ts';
import { makeStandIn } from '../../scripts/packaging/stand-in.ts';
import { root } from './packed-app.ts';

const plist = `<?xml version="1.0" encoding="UTF-8"?>
<plist version="1.0"><dict><key>CFBundleExecutable</key><string>Electron</string></dict></plist>
`;

/**
 * Packs Handset for macOS on any system, on a stand-in for Electron; returns the folder of the
 * app's contents. Leaves out what needs a Mac: natives, and the signature.
 */
export async function packForMac(folder: string): Promise<string> {
  await buildApp();
  const electron = join(folder, 'electron');
  makeStandIn(join(folder, 'binary'));
  const binary = readFileSync(join(folder, 'binary/electron'));
  const write = (path: string, content: string | Buffer): void => {
    mkdirSync(dirname(join(electron, path)), { recursive: true });
    writeFileSync(join(electron, path), content);
  };
  const contents = 'Electron.app/Contents';
  write(`${contents}/Info.plist`, plist);
  write(`${contents}/MacOS/Electron`, binary);
  write(`${contents}/Frameworks/Electron Framework.framework/Electron Framework`, binary);
  write(`${contents}/Frameworks/Electron Helper.app/Contents/Info.plist`, plist);
  write(`${contents}/Frameworks/Electron Helper.app/Contents/MacOS/Electron Helper`, binary);
  write(`${contents}/Resources/en.lproj/locale.pak`, 'a stand-in');
  await build({
    projectDir: root,
    targets: Platform.MAC.createTarget('dir', Arch.arm64),
    publish: 'never',
    config: {
      electronDist: electron,
      directories: { output: join(folder, 'dist') },
      afterPack: () => {},
      electronFuses: { resetAdHocDarwinSignature: false },
      mac: { identity: null },
    },
  });
  return join(folder, 'dist/mac-arm64/Handset.app/Contents');
}
