import { utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { chooseRuntime, refusalIn, refusalOf } from '../../../scripts/runtime.ts';
import { tempFolder } from '../../support/temp-folder.ts';

afterEach(() => vi.unstubAllEnvs());

test('what Electron’s script said last is the reason', () => {
  const said =
    'Downloading electron…\n\u001b[31mRequestError: getaddrinfo ENOTFOUND example.org\u001b[0m\n';
  expect(refusalOf(said)).toBe(
    "Electron's binary could not be downloaded (RequestError: getaddrinfo ENOTFOUND example.org)",
  );
});

test('a stack trace is none', () => {
  const said = `TypeError: fetch failed
    at node:internal/deps/undici/undici:1:2 {
  [cause]: Error: connect ECONNREFUSED 127.0.0.1:9
}

Node.js v24.21.0
`;
  expect(refusalOf(said)).toContain('(TypeError: fetch failed)');
});

test('nothing said is nothing quoted', () => {
  expect(refusalOf(' \n')).toBe("Electron's binary could not be downloaded");
});

test('a refusal is remembered with its reason, for an hour', () => {
  const file = join(tempFolder(), 'refused');
  expect(refusalIn(file, 0)).toBeNull();
  writeFileSync(file, refusalOf('Error: 403'));
  utimesSync(file, 1_000, 1_000);
  const written = 1_000_000;
  expect(refusalIn(file, written + 3_599_000)).toContain('(Error: 403)');
  expect(refusalIn(file, written + 3_600_000)).toBeNull();
});

test('where Electron is asked for, the double will not do', async () => {
  vi.stubEnv('HANDSET_RUNTIME', 'electron');
  vi.stubEnv('ELECTRON_OVERRIDE_DIST_PATH', tempFolder());
  vi.stubEnv('ELECTRON_SKIP_BINARY_DOWNLOAD', '1');
  vi.stubEnv('PATH', tempFolder());
  await expect(chooseRuntime()).rejects.toThrow(/^HANDSET_RUNTIME asks for Electron, and /);
});
