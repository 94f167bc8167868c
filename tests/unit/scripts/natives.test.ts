import { expect, test } from 'vitest';
import { complaintOfNatives, nativesOf } from '../../../scripts/packaging/natives.ts';

const windows = { platform: 'win32', arch: 'x64' };

test.each([
  ['linux', 'arm64', 'keyring-linux-arm64-gnu/keyring.linux-arm64-gnu.node', 'linux-arm64.node'],
  ['win32', 'x64', 'keyring-win32-x64-msvc/keyring.win32-x64-msvc.node', 'win32-x64.node'],
  ['darwin', 'arm64', 'keyring-darwin-arm64/keyring.darwin-arm64.node', 'darwin-arm64.node'],
])('a package for %s %s needs its own two', (platform, arch, keyring, sqlite) => {
  const wanted = [
    `node_modules/@napi-rs/${keyring}`,
    `node_modules/better-sqlite3/prebuilds/${sqlite}`,
  ];
  expect(nativesOf({ platform, arch })).toEqual(wanted);
  expect(complaintOfNatives(wanted, { platform, arch })).toBeNull();
});

test('built elsewhere, a package is refused, and where to build it is said', () => {
  const ofLinux = nativesOf({ platform: 'linux', arch: 'x64' });
  const complaint = complaintOfNatives(ofLinux, windows);
  expect(complaint).toContain('keyring.win32-x64-msvc.node is missing');
  expect(complaint).toContain('keyring.linux-x64-gnu.node does not belong there');
  expect(complaint).toContain('build this package on win32 x64');
});

test('one of two processors is not the other’s', () => {
  const complaint = complaintOfNatives(nativesOf({ platform: 'darwin', arch: 'arm64' }), {
    platform: 'darwin',
    arch: 'x64',
  });
  expect(complaint).toContain('prebuilds/darwin-x64.node is missing');
});

test('one native too many is one too many', () => {
  const found = [...nativesOf(windows), 'node_modules/better-sqlite3/prebuilds/linux-x64.node'];
  expect(complaintOfNatives(found, windows)).toContain('linux-x64.node does not belong there');
});
