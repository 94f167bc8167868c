import { copyFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { readContent } from '../../../../src/main/storage/database/backup-content.ts';
import { backUp, listBackups } from '../../../../src/main/storage/database/backups.ts';
import { Maintenance } from '../../../../src/main/storage/database/maintenance.ts';
import {
  type DatabaseOptions,
  openDatabase,
} from '../../../../src/main/storage/database/open-database.ts';
import { insertCall } from '../../../../src/main/storage/tables/calls.ts';
import { recordedCall } from '../../../support/call-facts.ts';
import { databasePlace } from '../../../support/database-place.ts';
import { FakeClock } from '../../../support/fake-clock.ts';
import { patience } from '../../../support/patience.ts';
import { seededRandom } from '../../../support/seeded-random.ts';
import { tempFolder } from '../../../support/temp-folder.ts';
import { addCall } from '../../../support/test-database.ts';

const minute = 60_000;
const day = 24 * 60 * minute;

async function work() {
  const clock = new FakeClock(Date.UTC(2026, 0, 5, 6));
  const place = databasePlace(join(tempFolder(), 'profile'), { now: clock.now });
  const database = await openDatabase(place);
  onTestFinished(() => void database.db.close());
  return { clock, place, database };
}

/** Damages the closed database, and answers how many calls its successor holds. */
async function callsAfterDamage(place: DatabaseOptions): Promise<number> {
  writeFileSync(place.file, Buffer.alloc(8_192, 7));
  const { db } = await openDatabase(place);
  onTestFinished(() => void db.close());
  return readContent(db).lastPlace;
}

test.each([
  ['minutes ahead', 7 * minute],
  ['minutes behind', -7 * minute],
  ['a month ahead', 30 * day],
  ['a month behind', -30 * day],
  ['five years ahead', 5 * 365 * day],
  ['fifty years behind', -50 * 365 * day],
])(
  'one backup was made with a clock %s: no other one is lost by it, and the last is opened',
  async (_, off) => {
    const { clock, place, database } = await work();
    for (let days = 0; days < 10; days += 1) {
      addCall(database.db);
      if (days === 3) clock.jump(off);
      await backUp(place);
      if (days === 3) clock.jump(-off);
      await clock.advance(day);
    }
    const kept = listBackups(place.backups).map(({ content }) => content);
    expect(kept).toEqual(
      [10, 9, 8, 7, 6, 5, 4].map((count) => ({ sequence: count, lastPlace: count })),
    );
    database.close(true);
    expect(await callsAfterDamage(place)).toBe(10);
  },
);

test('whatever the clock does, the last backup is the one that is opened', async () => {
  const random = seededRandom(20_261_126);
  const jumps = [minute, day, 30 * day, 365 * day];
  const { clock, place, database } = await work();
  for (let count = 1; count <= 12; count += 1) {
    addCall(database.db);
    const far = jumps[Math.floor(random() * jumps.length)] ?? 0;
    clock.jump(far * (random() < 0.5 ? -1 : 1));
    await backUp(place);
    expect(listBackups(place.backups)[0]?.content).toEqual({ sequence: count, lastPlace: count });
  }
  database.close(true);
  expect(await callsAfterDamage(place)).toBe(12);
});

test('a clock that stands still lets no backup take another one’s place', async () => {
  const { place, database } = await work();
  for (let count = 0; count < 3; count += 1) {
    addCall(database.db);
    await backUp(place);
  }
  expect(listBackups(place.backups).map(({ content }) => content)).toEqual([
    { sequence: 3, lastPlace: 3 },
    { sequence: 2, lastPlace: 2 },
    { sequence: 1, lastPlace: 1 },
  ]);
});

test('neither a name nor a file’s time makes a backup the newest', async () => {
  const { clock, place, database } = await work();
  for (let count = 0; count < 3; count += 1) {
    addCall(database.db);
    await backUp(place);
    await clock.advance(day);
  }
  database.close(true);
  const oldest = listBackups(place.backups).at(-1)?.path ?? '';
  const renamed = join(place.backups, 'handset-2031-01-01T00-00-00.000Z.db');
  copyFileSync(oldest, renamed);
  utimesSync(renamed, new Date('2031-01-01'), new Date('2031-01-01'));
  expect(await callsAfterDamage(place)).toBe(3);
});

test('after a backup was opened, the next one is the newest', async () => {
  const { place, database } = await work();
  for (let count = 0; count < 3; count += 1) {
    addCall(database.db);
    await backUp(place);
  }
  database.close(true);
  writeFileSync(listBackups(place.backups)[0]?.path ?? '', 'no backup any more');
  expect(await callsAfterDamage(place)).toBe(2);
  await backUp(place);
  expect(listBackups(place.backups)[0]?.content).toEqual({ sequence: 3, lastPlace: 2 });
});

function care(place: DatabaseOptions, clock: FakeClock): Maintenance {
  const ignore = () => {};
  const options = { ...place, clock, checked: true, onDamage: ignore, onElsewhere: ignore };
  const started = new Maintenance(options);
  onTestFinished(() => started.dispose());
  return started;
}

/** A start of Handset that lasts until its first round is over. */
async function start(place: DatabaseOptions, clock: FakeClock): Promise<void> {
  const started = care(place, clock);
  await clock.advance(10_000);
  await expect.poll(() => clock.waiting, patience).toBe(1);
  started.dispose();
}

const count = (place: DatabaseOptions) => listBackups(place.backups).length;

test('a backup of the future makes one start make another one, and no more', async () => {
  const { clock, place, database } = await work();
  addCall(database.db);
  clock.jump(5 * 365 * day);
  await backUp(place);
  clock.jump(-5 * 365 * day);
  for (let starts = 0; starts < 10; starts += 1) await start(place, clock);
  expect(count(place)).toBe(2);
});

test('a clock that is wrong at each second start costs the week of backups no depth', async () => {
  const { clock, place, database } = await work();
  for (let days = 0; days < 7; days += 1) {
    addCall(database.db);
    await backUp(place);
    await clock.advance(day);
  }
  for (let starts = 0; starts < 4; starts += 1) {
    const back = clock.now() - Date.UTC(2020, 0, 1);
    clock.jump(-back);
    await start(place, clock);
    clock.jump(back);
    await start(place, clock);
  }
  const days = new Set(listBackups(place.backups).map(({ at }) => Math.floor(at / day)));
  expect(days.size).toBe(7);
});

test('a clock that begins anew with each start: a day’s work is backed up all the same', async () => {
  const { clock, place, database } = await work();
  addCall(database.db);
  await backUp(place);
  for (let calls = 0; calls < 99; calls += 1) addCall(database.db);
  await start(place, clock);
  expect(count(place)).toBe(1);
  addCall(database.db);
  await start(place, clock);
  expect(count(place)).toBe(2);
  await start(place, clock);
  expect(count(place)).toBe(2);
});

test('a few calls that lie hours apart are no day’s work', async () => {
  const { clock, place, database } = await work();
  addCall(database.db);
  await backUp(place);
  for (let hours = 1; hours <= 5; hours += 1)
    insertCall(
      database.db,
      recordedCall({ id: `at ${hours}` }),
      0,
      clock.now() + hours * 3_600_000,
    );
  await start(place, clock);
  expect(count(place)).toBe(1);
});

test('while Handset runs, a day is a day, whatever the clock on the wall says', async () => {
  const { clock, place, database } = await work();
  addCall(database.db);
  care(place, clock);
  await clock.advance(10_000);
  await expect.poll(() => clock.waiting, patience).toBe(1);
  expect(count(place)).toBe(1);
  for (const [index, off] of [365 * day, -730 * day, 23 * 60 * minute].entries()) {
    clock.jump(off);
    await clock.advance(day - 1);
    expect(count(place)).toBe(index + 1);
    await clock.advance(1);
    await expect.poll(() => count(place), patience).toBe(index + 2);
    await expect.poll(() => clock.waiting, patience).toBe(1);
  }
});
