import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  administratorFile,
  chooseFeed,
  feedVariable,
  isSafeAddress,
} from '../../../../src/main/updates/update-feed.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

const feed = 'https://updates.example.com/handset';
const generic =
  'provider: generic\nurl: https://built.example.com/\nupdaterCacheDirName: handset\n';

function choose(
  sources: { file?: string; built?: string; env?: string } = {},
): ReturnType<typeof chooseFeed> {
  const folder = tempFolder();
  const [file, builtIn] = [join(folder, 'update.json'), join(folder, 'app-update.yml')];
  if (sources.file !== undefined) writeFileSync(file, sources.file);
  if (sources.built !== undefined) writeFileSync(builtIn, sources.built);
  const chosen = chooseFeed({ file, builtIn, env: { [feedVariable]: sources.env } });
  return 'where' in chosen && chosen.where === file ? { ...chosen, where: 'the file' } : chosen;
}

const none = { kind: 'none' };
const set = (url: string | null, allowDowngrade = false) => ({ kind: 'feed', url, allowDowngrade });

describe('who sets the feed', () => {
  test('nobody: there is none', () => {
    expect(choose()).toEqual(none);
    expect(choose({ env: '' })).toEqual(none);
  });

  test('the build, the environment before it, the administrator’s file before both', () => {
    expect(choose({ built: generic })).toEqual(set(null));
    expect(choose({ built: generic, env: 'https://env.example.com' })).toEqual(
      set('https://env.example.com'),
    );
    const file = JSON.stringify({ feed });
    expect(choose({ built: generic, env: 'https://env.example.com', file })).toEqual(set(feed));
  });

  test('the file switches off what was built in or set by the environment', () => {
    const file = '{"feed": null}';
    expect(choose({ built: generic, env: feed, file })).toEqual(none);
  });

  test('only the file allows a way back', () => {
    expect(choose({ file: JSON.stringify({ feed, allowDowngrade: true }) })).toEqual(
      set(feed, true),
    );
    expect(choose({ env: feed })).toEqual(set(feed, false));
    expect(choose({ file: JSON.stringify({ feed, allowDowngrade: 'yes' }) })).toEqual({
      kind: 'unusable',
      where: 'the file',
    });
  });

  test('an editor’s byte order mark and words of a later version are no fault', () => {
    expect(choose({ file: `\uFEFF${JSON.stringify({ feed, note: 'x' })}\r\n` })).toEqual(set(feed));
  });

  test('a place to publish to that electron-builder guessed is no feed', () => {
    expect(choose({ built: 'owner: handset\nrepo: handset\nprovider: github\n' })).toEqual(none);
  });
});

describe('what cannot be understood is not asked, and nothing else in its place', () => {
  test.each(['', '{', '[]', '"x"', '{}', '{"feed": 1}', '{"feed": ""}', '{"feed": "updates"}'])(
    'the file %j',
    (file) => {
      expect(choose({ file, built: generic, env: feed })).toEqual({
        kind: 'unusable',
        where: 'the file',
      });
    },
  );

  test.each(['http://updates.example.com', 'ftp://a/', 'file:///etc/passwd', 'no'])(
    'the address %s, in the file and in the environment',
    (address) => {
      expect(choose({ file: JSON.stringify({ feed: address }) }).kind).toBe('unusable');
      expect(choose({ env: address, built: generic })).toEqual({
        kind: 'unusable',
        where: feedVariable,
      });
    },
  );

  test('a folder in the file’s place', () => {
    const file = tempFolder();
    expect(chooseFeed({ file, builtIn: join(file, 'none'), env: {} })).toEqual({
      kind: 'unusable',
      where: file,
    });
  });

  test('a file that may not be read', () => {
    if (process.getuid?.() === 0) return;
    const folder = join(tempFolder(), 'closed');
    mkdirSync(folder);
    chmodSync(folder, 0);
    expect(chooseFeed({ file: join(folder, 'update.json'), builtIn: '', env: {} }).kind).toBe(
      'unusable',
    );
  });
});

test('over https, or from this computer', () => {
  for (const good of [
    'https://a.example/x',
    'http://127.0.0.1:8080',
    'http://localhost/',
    'http://[::1]:1',
  ])
    expect([good, isSafeAddress(good)]).toEqual([good, true]);
  for (const bad of ['http://127.0.0.1.example.com', 'http://10.0.0.1', 'ws://localhost', 'x'])
    expect([bad, isSafeAddress(bad)]).toEqual([bad, false]);
});

test('where an administrator writes, on each system', () => {
  expect(administratorFile('linux', {})).toBe('/etc/handset/update.json');
  expect(administratorFile('darwin', {})).toBe('/Library/Application Support/Handset/update.json');
  expect(administratorFile('win32', { ProgramData: 'D:\\Data' })).toBe(
    'D:\\Data\\Handset\\update.json',
  );
});
