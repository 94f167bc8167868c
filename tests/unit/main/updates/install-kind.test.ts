import { describe, expect, test } from 'vitest';
import { type InstallFacts, installKind } from '../../../../src/main/updates/install-kind.ts';

function kindOf(
  facts: Partial<InstallFacts>,
  { files = [], writable = [] }: { files?: string[]; writable?: string[] } = {},
) {
  return installKind(
    { platform: 'linux', isPackaged: true, execPath: '/opt/Handset/handset', env: {}, ...facts },
    {
      exists: (path) => files.includes(path),
      mayWrite: (path) => writable.includes(path),
    },
  );
}

test('from the source folder nothing replaces itself', () => {
  const env = { APPIMAGE: '/home/a/Handset.AppImage' };
  expect(kindOf({ isPackaged: false, env }, { writable: ['/home/a'] })).toBe(null);
});

describe('Windows', () => {
  const folder = 'C:\\Users\\A\\AppData\\Local\\Programs\\Handset';
  const env = { LOCALAPPDATA: 'C:\\Users\\A\\AppData\\Local' };
  const uninstaller = { files: [`${folder}\\Uninstall Handset.exe`] };
  const facts = { platform: 'win32', execPath: `${folder}\\Handset.exe`, env } as const;

  test('NSIS for one user does, however the path is written', () => {
    expect(kindOf(facts, uninstaller)).toBe('nsis');
    const shouted = { LOCALAPPDATA: env.LOCALAPPDATA.toUpperCase() };
    expect(kindOf({ ...facts, env: shouted }, uninstaller)).toBe('nsis');
  });

  test('NSIS for all users and an MSI do not', () => {
    const all = 'C:\\Program Files\\Handset';
    expect(
      kindOf(
        { ...facts, execPath: `${all}\\Handset.exe` },
        { files: [`${all}\\Uninstall Handset.exe`] },
      ),
    ).toBe(null);
    expect(kindOf(facts)).toBe(null);
    expect(kindOf({ ...facts, env: {} }, uninstaller)).toBe(null);
  });

  test('a folder that only begins alike is another', () => {
    const other = 'C:\\Users\\A\\AppData\\Local2';
    expect(
      kindOf(
        { ...facts, execPath: `${other}\\Handset.exe` },
        { files: [`${other}\\Uninstall Handset.exe`] },
      ),
    ).toBe(null);
  });
});

test('macOS: where both the bundle and its folder may be written', () => {
  const facts = {
    platform: 'darwin',
    execPath: '/Applications/Handset.app/Contents/MacOS/Handset',
  } as const;
  const both = ['/Applications/Handset.app', '/Applications'];
  expect(kindOf(facts, { writable: both })).toBe('mac');
  for (const writable of both) expect(kindOf(facts, { writable: [writable] })).toBe(null);
});

test('Linux: an AppImage in a folder of the agent’s; no deb, no rpm', () => {
  const env = { APPIMAGE: '/home/a/Handset.AppImage' };
  expect(kindOf({ env }, { writable: ['/home/a'] })).toBe('appimage');
  expect(kindOf({ env })).toBe(null);
  expect(kindOf({}, { writable: ['/opt/Handset'] })).toBe(null);
  expect(kindOf({ env: { APPIMAGE: 'Handset.AppImage' } }, { writable: ['.'] })).toBe(null);
});
