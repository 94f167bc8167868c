import { renameSync, rmSync, unlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import SqliteDatabase, { type Database } from 'better-sqlite3';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createDispatcher } from '../../../../src/main/ipc/dispatch.ts';
import { SettingsService } from '../../../../src/main/settings/settings-service.ts';
import { readCleanMark } from '../../../../src/main/storage/database/clean-shutdown.ts';
import { openConnection } from '../../../../src/main/storage/database/connection.ts';
import { openDatabase } from '../../../../src/main/storage/database/open-database.ts';
import { isInPlace } from '../../../../src/main/storage/database/presence.ts';
import {
  asSoonAsFree,
  busyMs,
  untilFree,
} from '../../../../src/main/storage/database/until-free.ts';
import { setUpCalls } from '../../../support/call-rig.ts';
import { dialInput } from '../../../support/compose-calls.ts';
import { databasePlace } from '../../../support/database-place.ts';
import { callAnswer } from '../../../support/exotel-answers.ts';
import { refusalOf } from '../../../support/refusal.ts';
import { tempFolder } from '../../../support/temp-folder.ts';
import { addCall } from '../../../support/test-database.ts';

const number = '98765 43210';

/** Another program's connection, in the middle of a write. */
function hold(file: string): () => void {
  const other = new SqliteDatabase(file);
  onTestFinished(() => void other.close());
  other.exec('BEGIN IMMEDIATE');
  return () => void other.exec('ROLLBACK');
}

/** So many times everything else had its turn. */
async function turns(count: number): Promise<void> {
  for (let left = count; left > 0; left -= 1) await new Promise((resolve) => setImmediate(resolve));
}

/** Waits that are over at once, and are counted. */
function quickPause() {
  const waited: number[] = [];
  return { waited, pause: async (ms: number) => void waited.push(ms) };
}

/** As the app leaves it, once it is open. */
async function openForWork() {
  const place = databasePlace(join(tempFolder(), 'profile'));
  const database = await openDatabase(place);
  onTestFinished(() => void database.db.close());
  return { place, database, db: database.db };
}

describe('while another program writes into the database', () => {
  test('no write of main stands still for longer than a moment', async () => {
    const { db } = await openForWork();
    expect(db.pragma('busy_timeout', { simple: true })).toBe(busyMs);
    expect(busyMs).toBeLessThanOrEqual(100);
    await untilFree(db);
    expect(db.pragma('busy_timeout', { simple: true })).toBe(busyMs);
  });

  test('a dial waits, everything else goes on, and it is placed when the database is free', async () => {
    const rig = await setUpCalls(() => callAnswer());
    let looks = 0;
    const pause = () => {
      looks += 1;
      return turns(10);
    };
    const service = rig.start({ databaseFree: () => untilFree(rig.db, pause) });
    const letGo = hold(rig.file);
    const dial = service.dial(dialInput(number));
    await turns(100);
    expect(looks).toBeGreaterThan(1);
    expect(rig.leaving).toEqual([]);
    letGo();
    expect(await dial).toMatchObject({ state: 'accepted' });
    expect(rig.leaving).toEqual([['sending']]);
  });

  test('a dial that has waited for some seconds says so; nothing was sent or kept', async () => {
    const rig = await setUpCalls(() => callAnswer());
    const { waited, pause } = quickPause();
    const service = rig.start({ databaseFree: () => untilFree(rig.db, pause) });
    rig.db.pragma(`busy_timeout = ${busyMs}`);
    const letGo = hold(rig.file);
    expect(await refusalOf(service.dial(dialInput(number)))).toBe('database_busy');
    const seconds = waited.reduce((sum, ms) => sum + ms, 0) / 1000;
    expect(seconds).toBeGreaterThan(4);
    expect(seconds).toBeLessThan(7);
    letGo();
    expect(rig.leaving).toEqual([]);
    expect(rig.onDisk('SELECT count(*) FROM calls')).toEqual([0]);
    expect(await service.dial(dialInput(number))).toMatchObject({ state: 'accepted' });
  });

  test('what the agent saves meanwhile is saved when the database is free', async () => {
    const { db, place } = await openForWork();
    const letGo = hold(place.file);
    let tried = 0;
    const settings = new SettingsService(db);
    const { dispatch } = createDispatcher({
      handlers: {
        settings: {
          get: () => settings.get(),
          update: (patch: Parameters<typeof settings.update>[0]) => {
            tried += 1;
            // The second try comes while nobody writes any more.
            if (tried === 2) letGo();
            return settings.update(patch);
          },
        },
      } as never,
      describe: (code) => ({ message: code, hint: code }),
      log: { warn: () => {}, error: () => {} },
    });
    const sender = { windowIsOurs: true, frame: { origin: 'app://handset', parent: null } };
    expect(await dispatch('settings:update', sender, { theme: 'dark' })).toMatchObject({
      ok: true,
    });
    expect(tried).toBe(2);
    expect(new SettingsService(db).get().theme).toBe('dark');
  });

  test('what is done again ends after some seconds with what forbade it; all else is said at once', async () => {
    const { db, place } = await openForWork();
    hold(place.file);
    db.pragma('busy_timeout = 0');
    const { waited, pause } = quickPause();
    const write = () => db.exec("UPDATE calls SET note = ''");
    await expect(asSoonAsFree(write, pause)).rejects.toMatchObject({ code: 'SQLITE_BUSY' });
    expect(waited.length).toBeGreaterThan(10);
    const wrong = () => db.exec('no SQL');
    const tries = waited.length;
    await expect(asSoonAsFree(wrong, pause)).rejects.toMatchObject({ code: 'SQLITE_ERROR' });
    expect(waited).toHaveLength(tries);
  });

  test('what forbids writing for another reason is not waited for', async () => {
    const { db } = await openForWork();
    db.pragma('query_only = 1');
    const { waited, pause } = quickPause();
    await untilFree(db, pause);
    expect(waited).toEqual([]);
  });
});

// Windows deletes and moves no file that is open.
describe.skipIf(process.platform === 'win32')('a database whose files go while it is open', () => {
  const ways: [string, (file: string) => void][] = [
    ['its folder is deleted', (file) => rmSync(dirname(file), { recursive: true })],
    ['its folder is moved', (file) => renameSync(dirname(file), `${dirname(file)}-moved`)],
    ['it is deleted', (file) => unlinkSync(file)],
    ['its journal is deleted', (file) => unlinkSync(`${file}-wal`)],
    ['another one takes its place', replace],
  ];

  test.each(ways)('%s: nothing is dialled, and the sentence says why', async (_, take) => {
    const rig = await setUpCalls(() => callAnswer());
    const { file, db } = elsewhere();
    const service = rig.start({ db });
    take(file);
    expect(isInPlace(db)).toBe(false);
    expect(await refusalOf(service.dial(dialInput(number)))).toBe('database_gone');
    expect(rig.leaving).toEqual([]);
  });

  test('put back where it was, it is dialled with again', async () => {
    const rig = await setUpCalls(() => callAnswer());
    const { file, db } = elsewhere();
    const service = rig.start({ db });
    renameSync(dirname(file), `${dirname(file)}-moved`);
    expect(await refusalOf(service.dial(dialInput(number)))).toBe('database_gone');
    renameSync(`${dirname(file)}-moved`, dirname(file));
    expect(await service.dial(dialInput(number))).toMatchObject({ state: 'accepted' });
  });

  test('what stands in its place at the end is not vouched for', async () => {
    const { place, database } = await openForWork();
    addCall(database.db);
    replace(place.file);
    database.close(true);
    expect(readCleanMark(place.file).state).not.toBe('closed');
  });

  test('through checkpoints and rewritten, it is in its place', async () => {
    const { db } = await openForWork();
    addCall(db);
    db.exec('VACUUM');
    db.pragma('wal_checkpoint(TRUNCATE)');
    addCall(db);
    expect(isInPlace(db)).toBe(true);
  });
});

function elsewhere(): { file: string; db: Database } {
  const file = join(tempFolder(), 'profile', 'handset.db');
  const db = openConnection(file);
  onTestFinished(() => void db.close());
  addCall(db);
  return { file, db };
}

/** As a sync program does: under another name first. */
function replace(file: string): void {
  const other = openConnection(`${file}.other`);
  other.close();
  renameSync(`${file}.other`, file);
}
