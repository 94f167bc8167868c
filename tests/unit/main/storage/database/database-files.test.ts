import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import {
  freeTime,
  putInPlace,
  removeUnfinished,
  setAside,
  setJournalsAside,
} from '../../../../../src/main/storage/database/database-files.ts';
import { type Refusals, refuseFiles } from '../../../../support/refusing-files.ts';
import { tempFolder } from '../../../../support/temp-folder.ts';

const now = Date.UTC(2026, 0, 5, 6);
const stamp = 'handset-2026-01-05T06-00-00.000Z';

/** A folder with a file for each ending of the database. */
function profile(...endings: string[]) {
  const folder = tempFolder();
  const file = join(folder, 'handset.db');
  for (const ending of endings) writeFileSync(file + ending, `the ${ending}`);
  return { folder, file, damaged: join(folder, 'damaged') };
}

function refuse(refusals: Refusals): string[] {
  const seen: string[] = [];
  onTestFinished(refuseFiles({ ...refusals, seen: (act) => seen.push(act) }));
  return seen;
}

test('a name is given first, and its folder synced after it', async () => {
  const { file, folder } = profile('.unfinished');
  const seen = refuse({});
  await putInPlace(`${file}.unfinished`, file);
  expect(seen).toEqual([`rename ${file}.unfinished ${file}`, `sync ${folder}`]);
});

test('a damaged database goes first, then what lies beside it; both folders are synced', async () => {
  const { file, folder, damaged } = profile('', '-wal', '-journal');
  const seen = refuse({});
  expect(await setAside(file, damaged, now)).toBe(damaged);
  const target = join(damaged, `${stamp}.db`);
  expect(seen).toEqual([
    `rename ${file} ${target}`,
    `sync ${folder}`,
    `rename ${file}-wal ${target}-wal`,
    `sync ${folder}`,
    `rename ${file}-journal ${target}-journal`,
    `sync ${folder}`,
    `sync ${damaged}`,
  ]);
  expect(readdirSync(folder)).toEqual(['damaged']);
});

test('held for a moment, on a disk that syncs no folders: set aside all the same', async () => {
  const { file, damaged } = profile('', '-wal');
  refuse({ folderSync: 'EINVAL', rename: { code: 'EPERM', times: 2 } });
  await setAside(file, damaged, now);
  expect(readdirSync(damaged)).toEqual([`${stamp}.db`, `${stamp}.db-wal`]);
});

test('two that are set aside in one moment stay two', async () => {
  const { file, damaged } = profile('');
  await setAside(file, damaged, now);
  writeFileSync(file, 'another');
  await setAside(file, damaged, now);
  expect(readdirSync(damaged).map((name) => readFileSync(join(damaged, name), 'utf8'))).toEqual([
    'the ',
    'another',
  ]);
});

test('of journals only those that are strangers go', async () => {
  const { file, folder, damaged } = profile('', '-wal', '-shm', '-journal');
  await setJournalsAside(file, ['-journal'], damaged, now);
  expect(readdirSync(damaged)).toEqual([`${stamp}.alien-journal`]);
  expect(existsSync(`${file}-wal`)).toBe(true);
  expect(readdirSync(folder)).toContain('handset.db-shm');
});

test('a time that is taken makes way for the next one', () => {
  const { file } = profile();
  const folder = dirname(file);
  writeFileSync(join(folder, `${stamp}.db`), '');
  writeFileSync(join(folder, 'handset-2026-01-05T06-00-00.001Z.alien-wal'), '');
  expect(freeTime(folder, now)).toBe(now + 2);
});

test('unfinished copies go, other files stay, and one that cannot go is no failure', () => {
  const { folder } = profile();
  const unfinished = ['handset-a.db.unfinished', 'handset-b.db.unfinished-journal'];
  for (const name of [...unfinished, 'handset.db', 'notes.unfinished'])
    writeFileSync(join(folder, name), '');
  const undo = refuseFiles({ remove: { code: 'EBUSY', path: /handset-a/ } });
  removeUnfinished(folder);
  undo();
  expect(readdirSync(folder)).toEqual([unfinished[0], 'handset.db', 'notes.unfinished']);
  removeUnfinished(folder);
  removeUnfinished(join(folder, 'none'));
  expect(readdirSync(folder)).toEqual(['handset.db', 'notes.unfinished']);
});

test('a folder of damaged databases that is a file is passed by', async () => {
  const { file, damaged } = profile('');
  writeFileSync(damaged, 'a file');
  mkdirSync(`${damaged}-2`);
  expect(await setAside(file, damaged, now)).toBe(`${damaged}-2`);
});
