import { spawn } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import SqliteDatabase from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import { corruptions } from '../../../../lab/torture/corruptions.ts';
import { strangers } from '../../../../lab/torture/strangers.ts';
import { walCuts } from '../../../../lab/torture/wal-cuts.ts';
import { backUp } from '../../../../src/main/storage/database/backups.ts';
import { voidMark } from '../../../../src/main/storage/database/clean-shutdown.ts';
import {
  type DatabaseOptions,
  openDatabase,
} from '../../../../src/main/storage/database/open-database.ts';
import { pageCalls } from '../../../../src/main/storage/tables/call-history.ts';
import { forgetLoss, readLoss } from '../../../../src/main/storage/tables/data-loss-news.ts';
import { composeCalls } from '../../../support/compose-calls.ts';
import { databasePlace } from '../../../support/database-place.ts';
import { callAnswer } from '../../../support/exotel-answers.ts';
import { FakeClock } from '../../../support/fake-clock.ts';
import { startProvider } from '../../../support/loopback-provider.ts';
import { tempFolder } from '../../../support/temp-folder.ts';
import { addCall } from '../../../support/test-database.ts';

const backupAt = Date.UTC(2026, 0, 5);
const bootedAt = Date.UTC(2026, 0, 1);
const everything = { text: '', outcomes: [], practice: false, recordedOnly: false, results: [] };

/** A closed database, with a backup on request. */
async function closedDatabase(
  fill: (database: Awaited<ReturnType<typeof openDatabase>>) => void,
  kept = true,
) {
  const place = databasePlace(join(tempFolder(), 'profile'));
  const database = await openDatabase(place);
  fill(database);
  if (kept) await backUp({ ...place, now: () => backupAt });
  database.close(true);
  return place;
}

async function reopen(place: DatabaseOptions) {
  const database = await openDatabase(place);
  onTestFinished(() => void database.db.close());
  return database;
}

test('a journal cut anywhere opens as exactly the commits before the cut (fixed share)', async () => {
  const figures = await walCuts({ seed: 20_260_105, offsets: 250, commits: 120 });
  expect(figures.cuts).toBeGreaterThan(500);
  expect(figures.openedByHandset).toBeGreaterThan(0);
});

test('a damaged database is set aside and the newest sound backup opened (fixed share)', async () => {
  const { outcomes } = await corruptions({ seed: 20_260_105, count: 17 });
  // The share is worth something only while it meets each of these.
  expect(outcomes.restored).toBeGreaterThan(0);
  expect(outcomes.emptied).toBeGreaterThan(0);
  expect(outcomes.journal).toBeGreaterThan(0);
});

test('files of other moments beside a database lose no call silently (fixed share)', async () => {
  const { put, said } = await strangers({ seed: 20_260_105, count: 36 });
  expect(Object.keys(put)).toHaveLength(6);
  // The share is worth something only while it meets each of these.
  for (const word of ['nothing', 'alien', 'older', 'journal'])
    expect(said[word]).toBeGreaterThan(0);
});

test('after a backup was opened no call is dialled again, and none passes for unsent', async () => {
  const place = await closedDatabase(({ db }) => {
    addCall(db, { id: 'row', state: 'recorded', outcome: null });
    addCall(db, { id: 'mark', state: 'sending', outcome: null });
    addCall(db, { id: 'open', state: 'accepted', outcome: null, sid: 'sid-9' });
    addCall(db, { id: 'over' });
    // As rows of this very boot, which are trusted where nothing was lost.
    db.prepare('UPDATE calls SET booted_at = ?').run(bootedAt);
  });
  writeFileSync(place.file, 'no database');
  const { db } = await reopen(place);
  const provider = await startProvider(() => callAnswer());
  onTestFinished(provider.close);
  const clock = new FakeClock(Date.now());
  const calls = composeCalls({ db, baseUrl: provider.baseUrl, bootedAt, clock });
  onTestFinished(() => calls.stop());
  calls.start();
  await clock.advance(3_600_000);
  const states = Object.fromEntries(
    pageCalls(db, everything, null, 10).map(({ id, state }) => [id, state]),
  );
  expect(states).toMatchObject({ row: 'unknown', mark: 'unknown', over: 'ended' });
  expect(provider.posts()).toEqual([]);
});

test('the loss is told at each start, until it was read', async () => {
  const place = await closedDatabase(({ db }) => void addCall(db));
  writeFileSync(place.file, 'no database');
  const first = await openDatabase(place);
  const loss = { kind: 'restored', backupAt, foundAt: place.now(), folder: place.damaged };
  expect(readLoss(first.db)).toEqual(loss);
  first.close(true);
  const second = await openDatabase(place);
  expect(readLoss(second.db)).toEqual(loss);
  forgetLoss(second.db);
  second.close(true);
  expect(readLoss((await reopen(place)).db)).toBeNull();
});

test('damaged without a backup: an empty database, and the old one is kept', async () => {
  const place = await closedDatabase(({ db }) => void addCall(db), false);
  writeFileSync(place.file, 'no database');
  const { db } = await reopen(place);
  expect(pageCalls(db, everything, null, 10)).toEqual([]);
  expect(readLoss(db)?.kind).toBe('emptied');
  expect(
    readdirSync(place.damaged).map((name) => readFileSync(join(place.damaged, name), 'utf8')),
  ).toEqual(['no database']);
});

test('a row that makes no sense, in pages that are in order, costs itself and not the database', async () => {
  const place = await closedDatabase(({ db }) => {
    addCall(db, { id: 'spoilt' });
    addCall(db, { id: 'kept' });
  });
  const bytes = readFileSync(place.file);
  const found = bytes.indexOf('"customerDisplay"', bytes.indexOf('"spoilt"'));
  writeFileSync(place.file, bytes.fill(0, found, found + 16));
  const readonly = new SqliteDatabase(place.file, { readonly: true });
  expect(readonly.pragma('quick_check', { simple: true })).toBe('ok');
  readonly.close();
  const { db } = await reopen(place);
  expect(readLoss(db)).toBeNull();
  const calls = pageCalls(db, everything, null, 10);
  expect(calls.map(({ id, unreadable = [] }) => [id, unreadable.length > 0])).toEqual([
    ['kept', false],
    ['spoilt', true],
  ]);
});

test('a second damage keeps the first one', async () => {
  const place = await closedDatabase(({ db }) => void addCall(db));
  for (const [now, words] of [
    [1, 'first'],
    [2, 'second'],
  ] as const) {
    writeFileSync(place.file, words);
    (await openDatabase({ ...place, now: () => now })).close(true);
  }
  expect(readdirSync(place.damaged)).toHaveLength(2);
});

test('ended between setting aside and opening the backup: the next start goes on', async () => {
  const place = await closedDatabase(({ db }) => void addCall(db, { id: 'kept' }));
  mkdirSync(place.damaged);
  cpSync(place.file, join(place.damaged, 'handset-2026-01-08T00-00-00.000Z.db'));
  writeFileSync(`${place.file}-wal`, 'the journal of the database that was moved');
  writeFileSync(`${place.file}.unfinished`, 'half a backup');
  rmSync(place.file);
  const { db } = await reopen(place);
  expect(pageCalls(db, everything, null, 10)).toMatchObject([{ id: 'kept' }]);
  expect(readLoss(db)?.kind).toBe('restored');
  expect(existsSync(`${place.file}.unfinished`)).toBe(false);
});

test('a database that was closed well is trusted; one that was not, or was touched, is checked', async () => {
  const place = await closedDatabase(({ db }) => void addCall(db));
  const trusted = await openDatabase(place);
  expect(trusted.checked).toBe(false);
  trusted.close(false);
  const unclosed = await openDatabase(place);
  expect(unclosed.checked).toBe(true);
  unclosed.close(true);
  const copy = `${place.file}.copy`;
  copyFileSync(place.file, copy);
  writeFileSync(place.file, readFileSync(copy));
  const touched = await reopen(place);
  expect(touched.checked).toBe(true);
  // Closed well, so that no journal is missing.
  expect(readLoss(touched.db)).toBeNull();
});

test('killed with its journal: opened whole, nothing is said', async () => {
  const place = databasePlace(join(tempFolder(), 'profile'));
  const running = await reopen(place);
  addCall(running.db, { id: 'last' });
  const killed = databasePlace(join(tempFolder(), 'killed'));
  cpSync(join(place.file, '..'), join(killed.file, '..'), { recursive: true });
  const { db, checked } = await reopen(killed);
  expect(pageCalls(db, everything, null, 10)).toMatchObject([{ id: 'last' }]);
  expect(checked).toBe(true);
  expect(readLoss(db)).toBeNull();
});

test('locked by another process: no damage, stays where it is', async () => {
  const place = await closedDatabase(({ db }) => void addCall(db));
  const other = new SqliteDatabase(place.file);
  onTestFinished(() => void other.close());
  other.pragma('locking_mode = EXCLUSIVE');
  other.exec("UPDATE calls SET note = 'x'");
  await expect(openDatabase(place)).rejects.toMatchObject({ code: 'SQLITE_BUSY' });
  expect(existsSync(place.damaged)).toBe(false);
  other.close();
  const { db, checked } = await reopen(place);
  expect(pageCalls(db, everything, null, 10)).toHaveLength(1);
  expect(checked).toBe(true);
});

test('a full disk while opening: no damage, stays where it is', async () => {
  const place = await closedDatabase(({ db }) => void addCall(db));
  const greedy = {
    version: 99_990,
    run: `PRAGMA max_page_count = 1; CREATE TABLE big AS SELECT zeroblob(1000000)`,
  };
  const opening = openDatabase({ ...place, migrations: [...place.migrations, greedy] });
  await expect(opening).rejects.toMatchObject({ code: 'SQLITE_FULL' });
  expect(existsSync(place.damaged)).toBe(false);
  const { db } = await reopen(place);
  expect(readLoss(db)).toBeNull();
  expect(pageCalls(db, everything, null, 10)).toHaveLength(1);
});

// Windows has no such permissions, and its tests do not run as two users.
test.skipIf(process.platform === 'win32')(
  'without permission to write, or to read: no damage, stays where it is',
  async () => {
    const place = await closedDatabase(({ db }) => void addCall(db));
    const profile = join(place.file, '..');
    chmodSync(join(profile, '..'), 0o755);
    const before = readFileSync(place.file);
    const outcome = (file: number, folder: number) => {
      chmodSync(place.file, file);
      chmodSync(profile, folder);
      return openAsOther(profile);
    };
    expect(await outcome(0o444, 0o555)).toMatch(/^SQLITE_(READONLY|CANTOPEN)/);
    expect(await outcome(0o000, 0o555)).toBe('SQLITE_CANTOPEN');
    expect(await outcome(0o000, 0o777)).toBe('SQLITE_CANTOPEN');
    chmodSync(place.file, 0o644);
    chmodSync(profile, 0o755);
    expect(readFileSync(place.file).equals(before)).toBe(true);
    expect(existsSync(place.damaged)).toBe(false);
  },
);

/** Root may do everything, so the opening is done by a user who may not. */
async function openAsOther(profile: string): Promise<string> {
  const script = fileURLToPath(new URL('../../../support/opening-child.ts', import.meta.url));
  const nobody = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
  const child = spawn(process.execPath, [script, profile], {
    ...nobody,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return (await text(child.stdout)).trim();
}

test('ended between closing and the mark of it: no journal was lost, and none is missed', async () => {
  const place = await closedDatabase(({ db }) => void addCall(db));
  voidMark(place.file);
  const { db, checked } = await reopen(place);
  expect(checked).toBe(true);
  expect(readLoss(db)).toBeNull();
});

test('a database of the first version, closed well: nothing is missed', async () => {
  const place = await closedDatabase(({ db }) => void addCall(db));
  rmSync(`${place.file}.clean`);
  const db = new SqliteDatabase(place.file);
  db.pragma('application_id = 0');
  db.pragma('journal_mode = WAL');
  db.close();
  const database = await reopen({ ...place, migrations: place.migrations });
  expect(readLoss(database.db)).toBeNull();
});
