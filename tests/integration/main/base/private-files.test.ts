import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { pathsIn } from '../../../../src/main/base/paths.ts';
import { keepFilesPrivate, keepPrivate } from '../../../../src/main/base/private-files.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

/** `drwx------` as `d700`, by path below the profile. */
function modesIn(profile: string): Record<string, string> {
  const names = readdirSync(profile, { recursive: true, encoding: 'utf8' });
  return Object.fromEntries(
    ['', ...names].map((name) => {
      const found = statSync(join(profile, name));
      const mode = (found.mode & 0o777).toString(8);
      return [name, found.isDirectory() ? `d${mode}` : mode];
    }),
  );
}

const loose = (profile: string) =>
  Object.entries(modesIn(profile)).filter(([, mode]) => mode !== 'd700' && mode !== '600');

// Windows has no such modes: what is in a user's folders is the user's own.
describe.skipIf(process.platform === 'win32')('what is in a profile is its user’s alone', () => {
  test.each(['000', '022'])(
    'whatever the umask (%s): database, journal, backups, damaged, log',
    async (umask) => {
      const profile = join(tempFolder(), 'new', 'profile');
      const script = fileURLToPath(new URL('../../../support/private-child.ts', import.meta.url));
      const child = spawn(process.execPath, [script, profile, umask], {
        stdio: ['ignore', 'ignore', 'inherit'],
      });
      expect(await once(child, 'exit')).toEqual([null, 'SIGKILL']);
      const names = Object.keys(modesIn(profile)).join(' ');
      for (const part of ['handset.db-wal', 'handset.db-shm', 'handset.db.clean', 'logs/main.log'])
        expect(names).toContain(part);
      expect(names).toMatch(/backups\/handset-.*damaged\/handset-/);
      expect(loose(profile)).toEqual([]);
    },
  );

  test('a looser one of before is made narrow, and not wider what was narrower', async () => {
    const profile = join(tempFolder(), 'profile');
    const paths = pathsIn(profile);
    for (const folder of [
      paths.backups,
      paths.damaged,
      `${paths.backups}-2`,
      paths.recordings,
      paths.logs,
    ]) {
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, 'file'), '');
      chmodSync(join(folder, 'file'), 0o666);
      chmodSync(folder, 0o777);
    }
    for (const name of ['handset.db', 'handset.db-wal', 'handset.db.clean']) {
      writeFileSync(join(profile, name), '');
      chmodSync(join(profile, name), 0o644);
    }
    chmodSync(profile, 0o755);
    chmodSync(join(paths.logs, 'file'), 0o400);
    await keepPrivate(paths);
    await keepFilesPrivate(paths);
    const { 'logs/file': narrower, ...others } = modesIn(profile);
    expect(narrower).toBe('400');
    expect(new Set(Object.values(others))).toEqual(new Set(['d700', '600']));
  });

  test('what is not Handset’s stays as it is, and what is not there is not missed', async () => {
    const folder = tempFolder();
    const profile = join(folder, 'profile');
    const elsewhere = join(folder, 'elsewhere');
    mkdirSync(profile);
    mkdirSync(elsewhere);
    chmodSync(elsewhere, 0o755);
    writeFileSync(join(elsewhere, 'file'), '');
    chmodSync(join(elsewhere, 'file'), 0o644);
    symlinkSync(join(elsewhere, 'file'), join(profile, 'handset.db'));
    writeFileSync(join(profile, 'backups'), 'no folder');
    await keepPrivate(pathsIn(profile));
    await keepFilesPrivate(pathsIn(profile));
    expect(modesIn(elsewhere)).toEqual({ '': 'd755', file: '644' });
    expect(existsSync(join(profile, 'recordings'))).toBe(false);
  });
});
