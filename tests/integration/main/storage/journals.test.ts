import {
  copyFileSync,
  cpSync,
  existsSync,
  readdirSync,
  readFileSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { describe, expect, onTestFinished, test } from 'vitest';
import { backUp } from '../../../../src/main/storage/database/backups.ts';
import { readCleanMark } from '../../../../src/main/storage/database/clean-shutdown.ts';
import {
  countSetAside,
  removeSetAside,
} from '../../../../src/main/storage/database/database-files.ts';
import {
  type DatabaseOptions,
  openDatabase,
} from '../../../../src/main/storage/database/open-database.ts';
import { setNote } from '../../../../src/main/storage/tables/calls.ts';
import { readLoss } from '../../../../src/main/storage/tables/data-loss-news.ts';
import { databasePlace } from '../../../support/database-place.ts';
import { refuseFiles } from '../../../support/refusing-files.ts';
import { tempFolder } from '../../../support/temp-folder.ts';
import { addCall } from '../../../support/test-database.ts';

const freshPlace = () => databasePlace(join(tempFolder(), 'profile'));

async function open(place: DatabaseOptions) {
  const database = await openDatabase(place);
  onTestFinished(() => void database.db.close());
  return database;
}

type Opened = Awaited<ReturnType<typeof open>>;

function addCalls({ db }: Opened, count: number): void {
  for (let index = 0; index < count; index += 1) setNote(db, addCall(db).id, `note ${index}`);
}

function standing({ db }: Opened) {
  return {
    calls: db.prepare('SELECT count(*) FROM calls').pluck().get(),
    check: db.pragma('integrity_check', { simple: true }),
    loss: readLoss(db)?.kind ?? null,
  };
}

/** Copies the files of a profile as a kill, or a sync program, leaves them, times included. */
function copyProfile(place: DatabaseOptions): DatabaseOptions {
  const copy = freshPlace();
  cpSync(dirname(place.file), dirname(copy.file), { recursive: true, preserveTimestamps: true });
  return copy;
}

/** A database closed with 60 calls, and the files of a day before, when it was open with 20. */
async function closedWithYesterday(early = 20, late = 40) {
  const place = freshPlace();
  const database = await open(place);
  addCalls(database, early);
  const yesterday = copyProfile(place);
  addCalls(database, late);
  database.close(true);
  return { place, yesterday };
}

const asideIn = ({ damaged }: DatabaseOptions) => (existsSync(damaged) ? readdirSync(damaged) : []);

describe('beside a database that was closed', () => {
  test.each([
    ['small', 2, 3],
    ['of some pages', 20, 40],
    ['of many pages', 150, 300],
  ])(
    'an older journal (%s) is set aside: every call is there, and it is said',
    async (_, early, late) => {
      const { place, yesterday } = await closedWithYesterday(early, late);
      copyFileSync(`${yesterday.file}-wal`, `${place.file}-wal`);
      const database = await open(place);
      expect(standing(database)).toEqual({ calls: early + late, check: 'ok', loss: 'alien' });
      expect(readLoss(database.db)?.folder).toBe(place.damaged);
      const [name = ''] = asideIn(place);
      expect(readFileSync(join(place.damaged, name))).toEqual(
        readFileSync(`${yesterday.file}-wal`),
      );
      // It was closed well, so nothing else has to be checked.
      expect(database.checked).toBe(false);
    },
  );

  test('so is one that came with its shared memory, and a copied database with other times', async () => {
    const { place, yesterday } = await closedWithYesterday();
    for (const name of ['-wal', '-shm']) copyFileSync(yesterday.file + name, place.file + name);
    utimesSync(place.file, new Date(), new Date());
    const database = await open(place);
    expect(standing(database)).toEqual({ calls: 60, check: 'ok', loss: 'alien' });
    expect(asideIn(place)).toHaveLength(2);
  });

  test('a rollback journal would undo a page, and is set aside', async () => {
    const { place } = await closedWithYesterday();
    hotJournal(place);
    const database = await open(place);
    expect(standing(database)).toEqual({ calls: 60, check: 'ok', loss: 'alien' });
    expect(asideIn(place)).toMatchObject([expect.stringMatching(/\.alien-journal$/)]);
  });

  test('shared memory alone, or an empty journal, does no harm, and nothing is said', async () => {
    const { place, yesterday } = await closedWithYesterday();
    copyFileSync(`${yesterday.file}-shm`, `${place.file}-shm`);
    writeFileSync(`${place.file}-wal`, '');
    expect(standing(await open(place))).toEqual({ calls: 60, check: 'ok', loss: null });
    expect(asideIn(place)).toEqual([]);
  });

  test('what was set aside is counted, and goes with an erasure', async () => {
    const { place, yesterday } = await closedWithYesterday();
    copyFileSync(`${yesterday.file}-wal`, `${place.file}-wal`);
    (await open(place)).close(true);
    expect(countSetAside(place.damaged)).toBe(1);
    removeSetAside(place.damaged);
    expect(asideIn(place)).toEqual([]);
  });

  test('one that another program is writing stays where it is', async () => {
    const { place } = await closedWithYesterday();
    const other = new SqliteDatabase(place.file);
    onTestFinished(() => void other.close());
    other.exec("UPDATE calls SET note = 'x' WHERE seq = (SELECT min(seq) FROM calls)");
    await expect(openDatabase(place)).rejects.toMatchObject({ code: 'SQLITE_BUSY' });
    expect(statSync(`${place.file}-wal`).size).toBeGreaterThan(0);
    other.close();
    expect(standing(await open(place))).toMatchObject({ calls: 60, check: 'ok' });
  });
});

test('no file of before looks like the one that was closed, though only a word was changed', async () => {
  const place = freshPlace();
  const database = await open(place);
  const call = addCall(database.db);
  database.db.pragma('wal_checkpoint(TRUNCATE)');
  setNote(database.db, call.id, 'one word');
  const before = copyProfile(place);
  database.close(true);
  copyFileSync(before.file, place.file);
  copyFileSync(`${before.file}-wal`, `${place.file}-wal`);
  const again = await open(place);
  expect(again.db.prepare('SELECT note FROM calls').pluck().get()).toBe('one word');
});

describe('an earlier database in the place of the one that was closed', () => {
  test('alone: opened, and what is missing is said', async () => {
    const place = freshPlace();
    const first = await open(place);
    addCalls(first, 20);
    first.close(true);
    const earlier = copyProfile(place);
    const second = await open(place);
    addCalls(second, 5);
    second.close(true);
    copyFileSync(earlier.file, place.file);
    expect(standing(await open(place))).toEqual({ calls: 20, check: 'ok', loss: 'older' });
  });

  test('with a newer journal: the backup is opened, or what is missing is said', async () => {
    const place = freshPlace();
    const first = await open(place);
    addCalls(first, 40);
    first.close(true);
    const earlier = copyProfile(place);
    const second = await open(place);
    addCalls(second, 200);
    second.db.pragma('wal_checkpoint(TRUNCATE)');
    addCalls(second, 60);
    await backUp(place);
    const newer = copyProfile(place);
    second.close(true);
    copyFileSync(earlier.file, place.file);
    copyFileSync(`${newer.file}-wal`, `${place.file}-wal`);
    expect(standing(await open(place))).toEqual({ calls: 300, check: 'ok', loss: 'restored' });
  });

  test('with its own mark and journal, as a whole profile put back: opened as it was', async () => {
    const { yesterday } = await closedWithYesterday();
    expect(standing(await open(yesterday))).toEqual({ calls: 20, check: 'ok', loss: null });
  });
});

describe('beside a database that was not closed', () => {
  test('its own journal is its own, however often it began anew', async () => {
    const place = freshPlace();
    const database = await open(place);
    addCalls(database, 20);
    for (let again = 0; again < 5; again += 1) {
      database.db.pragma('wal_checkpoint(TRUNCATE)');
      addCalls(database, 1);
    }
    const killed = copyProfile(place);
    const first = await open(killed);
    expect(standing(first)).toEqual({ calls: 25, check: 'ok', loss: null });
    addCalls(first, 1);
    expect(standing(await open(copyProfile(killed)))).toMatchObject({ calls: 26, loss: null });
  });

  test('that of an earlier run is set aside, and the loss of its own is said', async () => {
    const { place, yesterday } = await closedWithYesterday();
    const today = await open(place);
    addCalls(today, 5);
    const killed = copyProfile(place);
    copyFileSync(`${yesterday.file}-wal`, `${killed.file}-wal`);
    const database = await open(killed);
    expect(standing(database)).toEqual({ calls: 60, check: 'ok', loss: 'journal' });
    expect(asideIn(killed)).not.toEqual([]);
  });

  test('a rollback journal is none of its own', async () => {
    const place = freshPlace();
    addCalls(await open(place), 20);
    const killed = copyProfile(place);
    hotJournal(killed);
    expect(standing(await open(killed))).toEqual({ calls: 20, check: 'ok', loss: 'alien' });
  });
});

test('while the database is open its mark vouches for nothing but the journal', async () => {
  const { place } = await closedWithYesterday();
  expect(readCleanMark(place.file).state).toBe('closed');
  const database = await open(place);
  expect(readCleanMark(place.file).state).toBe('open');
  addCalls(database, 3);
  // As a kill leaves it: the database itself was not written yet, size and times are as of its end.
  const killed = await open(copyProfile(place));
  expect(killed.checked).toBe(true);
  expect(standing(killed)).toEqual({ calls: 63, check: 'ok', loss: null });
});

test('a mark that cannot be written keeps the database from being written', async () => {
  const { place } = await closedWithYesterday();
  const before = readFileSync(place.file);
  const undo = refuseFiles({ write: { code: 'EROFS', path: /\.clean$/ } });
  onTestFinished(undo);
  await expect(openDatabase(place)).rejects.toMatchObject({ code: 'EROFS' });
  undo();
  expect(readFileSync(place.file).equals(before)).toBe(true);
  expect(standing(await open(place))).toEqual({ calls: 60, check: 'ok', loss: null });
});

/** Puts a rollback journal beside the database that would put its page 2 back to zeros. */
function hotJournal(place: DatabaseOptions): void {
  const scratch = join(tempFolder(), 'scratch.db');
  const db = new SqliteDatabase(scratch);
  db.exec('CREATE TABLE t (x); INSERT INTO t VALUES (zeroblob(100000))');
  db.pragma('cache_size = 1');
  db.pragma('cache_spill = 1');
  db.exec('BEGIN; UPDATE t SET x = randomblob(100000)');
  copyFileSync(`${scratch}-journal`, `${place.file}-journal`);
  db.exec('ROLLBACK');
  db.close();
  // SQLite takes one for hot as soon as its first byte is set.
  expect(readFileSync(`${place.file}-journal`)[0]).not.toBe(0);
}
