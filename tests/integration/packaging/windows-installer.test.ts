import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { findProgram } from '../../../scripts/programs.ts';
import { telLinkSchemes } from '../../../src/main/os/tel-link.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const makensis = findProgram(['makensis']);
const include = join(import.meta.dirname, '../../../resources/packaging/installer.nsh');

/** What electron-builder's own scripts bring along where they call these macros. */
const script = (outFile: string): string => `Unicode true
Name "Handset"
OutFile "${outFile}"
!include "LogicLib.nsh"
!include "FileFunc.nsh"
!define PRODUCT_NAME "Handset"
!define APP_ID "app.handset.desktop"
!define APP_EXECUTABLE_FILENAME "Handset.exe"
!define APP_DESCRIPTION "The desktop dialer"
!define SHORTCUT_NAME "Handset"
!define isUpdated '"$updating" == "1"'
Var installMode
Var updating
!include "${include}"
Section "install"
  StrCpy $installMode "CurrentUser"
  StrCpy $updating "0"
  !insertmacro customInstall
  WriteUninstaller "$INSTDIR\\Uninstall.exe"
SectionEnd
Section "un.install"
  !insertmacro customUnInstall
SectionEnd
`;

interface Compiled {
  written: string[];
  deleted: string[];
}

/** Compiles the macros; returns the registry's keys and names as makensis understood them. */
function compile(compiler: string): Compiled {
  const folder = tempFolder();
  const file = join(folder, 'harness.nsi');
  writeFileSync(file, script(join(folder, 'Handset-Setup.exe')));
  const { status, stdout, stderr } = spawnSync(compiler, ['-WX', '-V4', file], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`${stdout}\n${stderr}`);
  const lines = stdout.split('\n').map((line) => line.trim());
  return {
    written: lines.filter((line) => line.startsWith('WriteReg')),
    deleted: lines.filter((line) => line.startsWith('DeleteReg')),
  };
}

test.skipIf(makensis === null)(
  'the installer’s own part compiles without a warning, offers every link and takes it all back (skipped where there is no makensis)',
  () => {
    const { written, deleted } = compile(makensis ?? '');
    const has = (text: string): void =>
      expect(
        written.some((line) => line.includes(text)),
        text,
      ).toBe(true);
    for (const scheme of telLinkSchemes)
      has(`Software\\Handset\\Capabilities\\URLAssociations\\${scheme.slice(0, -1)}=Handset.tel`);
    has('Software\\RegisteredApplications\\Handset=Software\\Handset\\Capabilities');
    has('Software\\Classes\\Handset.tel\\shell\\open\\command\\="$INSTDIR\\Handset.exe" "%1"');
    has('Software\\Classes\\handset\\URL Protocol=');
    // For one person or for everybody, as the installer was told: never into a fixed part.
    for (const line of written) expect(line).toMatch(/^WriteRegStr: (SHCTX|SHELL_CONTEXT|0)\\/);
    for (const key of [
      'Software\\RegisteredApplications',
      'Software\\Handset',
      'Software\\Classes\\Handset.tel',
      'Software\\Classes\\handset',
    ])
      expect(
        deleted.some((line) => line.includes(key)),
        key,
      ).toBe(true);
  },
);
