import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import SqliteDatabase from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import {
  backUp,
  listBackups,
  replaceBackups,
} from '../../../../src/main/storage/database/backups.ts';
import { removeSetAside, setAside } from '../../../../src/main/storage/database/database-files.ts';
import { Maintenance } from '../../../../src/main/storage/database/maintenance.ts';
import {
  type DatabaseOptions,
  openDatabase,
} from '../../../../src/main/storage/database/open-database.ts';
import { setNote } from '../../../../src/main/storage/tables/calls.ts';
import { databasePlace } from '../../../support/database-place.ts';
import { FakeClock } from '../../../support/fake-clock.ts';
import { patience } from '../../../support/patience.ts';
import { tempFolder } from '../../../support/temp-folder.ts';
import { addCall } from '../../../support/test-database.ts';

const start = Date.UTC(2026, 0, 5, 6);
const day = 24 * 3_600_000;

async function openPlace() {
  const place = databasePlace(tempFolder());
  const database = await openDatabase(place);
  onTestFinished(() => void database.db.close());
  return { place, db: database.db, database };
}

function readBackup(path: string) {
  const db = new SqliteDatabase(path, { readonly: true });
  try {
    return {
      check: db.pragma('integrity_check', { simple: true }),
      calls: db.prepare('SELECT count(*) FROM calls').pluck().get() as number,
      timeline: db.prepare('SELECT count(*) FROM timeline').pluck().get() as number,
      indexed: db.prepare('SELECT count(*) FROM call_search').pluck().get() as number,
    };
  } finally {
    db.close();
  }
}

test('a backup while calls are written is one moment of the database, and nothing beside it', async () => {
  const { place, db } = await openPlace();
  for (let call = 0; call < 300; call += 1) addCall(db);
  let written = 300;
  let done = false;
  const making = backUp(place).finally(() => {
    done = true;
  });
  // Whole turns of the event loop, so that the thread's message can arrive.
  const turn = () => new Promise((resolve) => setImmediate(resolve));
  while (!done) {
    addCall(db);
    written += 1;
    await turn();
  }
  const backup = await making;
  const found = readBackup(backup?.path ?? '');
  expect(found.check).toBe('ok');
  expect(found.calls).toBeGreaterThanOrEqual(300);
  expect(found.calls).toBeLessThanOrEqual(written);
  expect(found).toMatchObject({ timeline: found.calls, indexed: found.calls });
  expect(written).toBeGreaterThan(300);
  expect(readdirSync(place.backups)).toHaveLength(1);
});

test('the seven newest are kept', async () => {
  const { place, db } = await openPlace();
  addCall(db);
  for (let count = 0; count < 9; count += 1)
    await backUp({ ...place, now: () => start + count * day });
  expect(listBackups(place.backups).map(({ at }) => (at - start) / day)).toEqual([
    8, 7, 6, 5, 4, 3, 2,
  ]);
});

test('without room none is made, the log says so, and the old ones stay', async () => {
  const { place } = await openPlace();
  await backUp({ ...place, now: () => start });
  const said: string[] = [];
  const options: DatabaseOptions = {
    ...place,
    log: { ...place.log, warn: (message) => said.push(message) },
  };
  const bytes = statSync(place.file).size + statSync(`${place.file}-wal`).size;
  const needed = bytes + 256 * 1024 * 1024;
  expect(await backUp({ ...options, freeBytes: async () => needed - 1 })).toBeNull();
  expect(said).toEqual(['no room for a backup']);
  expect(listBackups(place.backups)).toHaveLength(1);
  expect(await backUp({ ...options, freeBytes: async () => needed })).not.toBeNull();
});

test('killed while the copy is made: nothing stands under a final name, and the rest goes', async () => {
  const { place, db, database } = await openPlace();
  for (let call = 0; call < 300; call += 1) addCall(db);
  database.close(true);
  const script = fileURLToPath(new URL('../../../support/backup-child.ts', import.meta.url));
  const child = spawn(process.execPath, [script, join(place.file, '..')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  await once(child.stdout, 'data');
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  expect(await gone).toEqual([null, 'SIGKILL']);
  expect(readdirSync(place.backups).join()).toContain('.unfinished');
  expect(listBackups(place.backups)).toEqual([]);

  const again = await openDatabase(place);
  await backUp(place);
  again.close(true);
  expect(readdirSync(place.backups)).toHaveLength(1);
  expect(readBackup(listBackups(place.backups)[0]?.path ?? '').calls).toBe(300);
});

test('a database that is damaged makes no backup, and costs no older one', async () => {
  const { place, db, database } = await openPlace();
  for (let call = 0; call < 300; call += 1) addCall(db);
  await backUp({ ...place, now: () => start });
  database.close(true);
  const bytes = readFileSync(place.file);
  bytes.fill(0xa5, Math.floor(bytes.length / 2));
  writeFileSync(place.file, bytes);
  await expect(backUp(place)).rejects.toThrow();
  expect(readdirSync(place.backups)).toEqual(['handset-2026-01-05T06-00-00.000Z.db']);
});

test('replaced for erasure: what the database holds no more is in no backup', async () => {
  const { place, db } = await openPlace();
  const secret = 'zebra crossing at noon';
  const call = addCall(db);
  setNote(db, call.id, secret);
  for (const at of [start, start + day]) await backUp({ ...place, now: () => at });
  const holds = () =>
    readdirSync(place.backups).filter((name) =>
      readFileSync(join(place.backups, name)).includes(secret),
    );
  expect(holds()).toHaveLength(2);
  setNote(db, call.id, '');
  expect(await replaceBackups(place)).toBe(true);
  expect(holds()).toEqual([]);
  expect(listBackups(place.backups).map(({ at }) => at)).toEqual([place.now()]);
  // Without room for a fresh one the old ones go all the same.
  expect(await replaceBackups({ ...place, freeBytes: async () => 0 })).toBe(false);
  expect(listBackups(place.backups)).toEqual([]);
});

test('for erasure, what was set aside can be removed as well', async () => {
  const { place, database } = await openPlace();
  database.close(true);
  await setAside(place.file, place.damaged, start);
  expect(readdirSync(place.damaged)).toHaveLength(1);
  removeSetAside(place.damaged);
  removeSetAside(place.damaged);
  expect(existsSync(place.damaged)).toBe(false);
});

test('other files in the folder are no backups', async () => {
  const { place } = await openPlace();
  mkdirSync(place.backups);
  for (const name of [
    'handset-yesterday.db',
    'notes.txt',
    'handset-2026-01-05T06-00-00.000Z.db-wal',
  ])
    writeFileSync(join(place.backups, name), '');
  expect(listBackups(place.backups)).toEqual([]);
});

function care(place: DatabaseOptions, clock: FakeClock, checked: boolean) {
  const damages: true[] = [];
  const elsewhere: (string | null)[] = [];
  const log = { ...place.log, errors: [] as string[] };
  const started = new Maintenance({
    ...place,
    log: { ...log, error: (message) => log.errors.push(message) },
    clock,
    checked,
    onDamage: () => damages.push(true),
    onElsewhere: (where) => elsewhere.push(where),
  });
  onTestFinished(() => started.dispose());
  return { damages, elsewhere, errors: log.errors, started };
}

test('the database is backed up soon after the start, then each day, and not oftener', async () => {
  const { place } = await openPlace();
  const clock = new FakeClock(start);
  const { started } = care(place, clock, true);
  const times = () => listBackups(place.backups).map(({ at }) => at);
  await clock.advance(9_000);
  expect(times()).toEqual([]);
  await clock.advance(1_000);
  await expect.poll(() => clock.waiting, patience).toBe(1);
  expect(times()).toEqual([start + 10_000]);

  await clock.advance(day - 1);
  expect(times()).toHaveLength(1);
  await clock.advance(1);
  await expect.poll(times, patience).toEqual([start + 10_000 + day, start + 10_000]);
  await expect.poll(() => clock.waiting, patience).toBe(1);
  started.dispose();

  // Another start, six hours on: there is one of today.
  const later = new FakeClock(start + day + 6 * 3_600_000);
  care(place, later, true);
  await later.advance(10_000);
  await expect.poll(() => later.waiting, patience).toBe(1);
  expect(times()).toHaveLength(2);
  await later.advance(18 * 3_600_000);
  await expect.poll(times, patience).toHaveLength(3);
});

test('a backup that fails is tried again in an hour', async () => {
  const { place } = await openPlace();
  for (const name of ['', '-2', '-3', '-4', '-5', '-6', '-7', '-8', '-9'])
    writeFileSync(place.backups + name, 'a file where the folder should be');
  const clock = new FakeClock(start);
  const { errors } = care(place, clock, true);
  await clock.advance(10_000);
  await expect.poll(() => errors, patience).toEqual(['the database could not be backed up']);
  await clock.advance(3_599_999);
  expect(errors).toHaveLength(1);
  await clock.advance(1);
  await expect.poll(() => errors, patience).toHaveLength(2);
});

test('an open database that turns out to be damaged is told, and no longer backed up', async () => {
  const { place, db, database } = await openPlace();
  for (let call = 0; call < 300; call += 1) addCall(db);
  await backUp({ ...place, now: () => start - 3 * day });
  database.close(true);
  const bytes = readFileSync(place.file);
  writeFileSync(place.file, bytes.fill(0xa5, Math.floor(bytes.length / 2)));
  const clock = new FakeClock(start);
  const { damages } = care(place, clock, false);
  await clock.advance(10_000);
  await expect.poll(() => damages, patience).toEqual([true]);
  await clock.advance(3 * day);
  expect(clock.waiting).toBe(0);
  expect(listBackups(place.backups)).toHaveLength(1);
});
