import { existsSync } from 'node:fs';
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import {
  RecordingRetention,
  type RecordingRetentionOptions,
} from '../../../../src/main/recordings/recording-retention.ts';
import { RecordingsWithoutCall } from '../../../../src/main/recordings/recordings-without-call.ts';
import type { RetentionLimits } from '../../../../src/main/recordings/retention-plan.ts';
import { openConnection } from '../../../../src/main/storage/database/connection.ts';
import {
  findRecording,
  listRecordingsWithFile,
  newRecordingRow,
  type RecordingRow,
  recordingsIn,
  saveRecording,
} from '../../../../src/main/storage/tables/recordings.ts';
import { FakeClock } from '../../../support/fake-clock.ts';
import { sha256 } from '../../../support/recording-host.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

const dayMs = 24 * 3_600_000;

let dir: string;
let db: Database;
let clock: FakeClock;
let limits: RetentionLimits;
let retention: RecordingRetention;
let errors: unknown[];
let withoutCall: RecordingsWithoutCall;
let adopted: string[];
/** What tells the time. */
let now: () => number | null;
/** When the call of a recording was made. */
let madeAt: Record<string, number>;

beforeEach(async () => {
  const folder = tempFolder();
  dir = join(folder, 'recordings');
  await mkdir(dir);
  db = openConnection(join(folder, 'handset.db'));
  clock = new FakeClock();
  limits = { quotaBytes: null, keepMs: null };
  [errors, adopted] = [[], []];
  now = () => clock.monotonic();
  madeAt = {};
  retention = make();
  onTestFinished(async () => {
    await retention.stop();
    db.close();
  });
});

function make(more: Partial<RecordingRetentionOptions> = {}): RecordingRetention {
  withoutCall = new RecordingsWithoutCall({
    table: recordingsIn(db),
    dir,
    clock,
    log: { info: () => {}, warn: () => {}, error: (_, error) => errors.push(error) },
    callOfSid: (sid) => (sid === 'lost' ? null : sid),
    adopted: (callId) => adopted.push(callId),
  });
  return new RecordingRetention({
    table: recordingsIn(db),
    withoutCall,
    dir,
    clock,
    time: { now: () => now() },
    madeAt: (callId) => madeAt[callId] ?? null,
    log: { info: () => {}, warn: () => {}, error: (_, error) => errors.push(error) },
    limits: () => limits,
    ...more,
  });
}

/** A recording of 1,000 bytes that came so many days ago. */
async function addRecording(callId: string, daysAgo: number, more: Partial<RecordingRow> = {}) {
  db.prepare('INSERT INTO calls (id, facts, booted_at) VALUES (?, ?, 0)').run(
    callId,
    JSON.stringify({ practice: false, state: 'ended', customerNumber: '+919876500000' }),
  );
  await writeFile(join(dir, `${callId}.mp3`), Buffer.alloc(1_000));
  saveRecording(db, {
    ...newRecordingRow(callId),
    state: 'saved',
    url: 'https://recordings.exotel.com/a.mp3',
    fileName: `${callId}.mp3`,
    bytesReceived: 1_000,
    bytesTotal: 1_000,
    sha256: 'abc',
    updatedAt: clock.now() - daysAgo * dayMs,
    ...more,
  });
}

const files = async (): Promise<string[]> => (await readdir(dir)).sort();
const stateOf = (callId: string) => findRecording(db, callId)?.state;

test('over the quota the oldest call’s goes; its row stays, says so, and knows where to fetch it', async () => {
  // When they came has no say in it.
  await addRecording('b', -400);
  await addRecording('a', 900);
  await addRecording('c', 1);
  const told: string[] = [];
  retention.onRemove((callId) => told.push(callId));
  limits = { quotaBytes: 2_500, keepMs: null };
  await retention.sweep();
  expect(await files()).toEqual(['a.mp3', 'c.mp3']);
  expect(findRecording(db, 'b')).toMatchObject({
    state: 'removed',
    url: 'https://recordings.exotel.com/a.mp3',
    fileName: null,
    sha256: null,
    bytesTotal: null,
    nextTryAt: null,
    updatedAt: clock.now(),
  });
  expect(told).toEqual(['b']);
  expect(db.prepare('SELECT count(*) FROM calls').pluck().get()).toBe(3);
});

test('without limits nothing is touched, and what is not a recording never is', async () => {
  await addRecording('a', 900);
  await writeFile(join(dir, 'notes.txt'), Buffer.alloc(9_000));
  await retention.sweep();
  limits = { quotaBytes: 1_000, keepMs: null };
  await retention.sweep();
  expect(await files()).toEqual(['a.mp3', 'notes.txt']);
});

test('half recordings count for the quota, and stay', async () => {
  await addRecording('a', 3);
  await writeFile(join(dir, 'b.mp3.part'), Buffer.alloc(1_000));
  limits = { quotaBytes: 1_999, keepMs: null };
  await retention.sweep();
  expect(await files()).toEqual(['b.mp3.part']);
});

test('one that a window has opened stays for as long as it may be playing', async () => {
  await addRecording('a', 9);
  await addRecording('b', 1);
  retention.opened('a');
  limits = { quotaBytes: 1_000, keepMs: null };
  await retention.sweep();
  expect(await files()).toEqual(['a.mp3']);
  limits = { quotaBytes: 0, keepMs: null };
  await clock.advance(5 * 3_600_000);
  await retention.sweep();
  expect(await files()).toEqual(['a.mp3']);
  await clock.advance(3_600_000);
  await retention.sweep();
  expect(await files()).toEqual([]);
});

test('one that is coming in stays, and the next one goes in its place', async () => {
  await addRecording('a', 9, { state: 'downloading' });
  await addRecording('b', 1);
  limits = { quotaBytes: 1_000, keepMs: null };
  await retention.sweep();
  expect(stateOf('a')).toBe('downloading');
  expect(await files()).toEqual(['a.mp3']);
});

test('one that changes while another is removed is looked at anew', async () => {
  await addRecording('a', 9);
  await addRecording('b', 8);
  retention.onRemove((callId) => {
    const row = findRecording(db, 'b');
    if (row && callId === 'a') saveRecording(db, { ...row, state: 'downloading' });
  });
  limits = { quotaBytes: 0, keepMs: null };
  await retention.sweep();
  expect(await files()).toEqual(['b.mp3']);
  expect(stateOf('b')).toBe('downloading');
});

test('at the start and then daily what is too old goes', async () => {
  await addRecording('a', 8);
  await addRecording('b', 6.5);
  limits = { quotaBytes: null, keepMs: 7 * dayMs };
  await retention.start();
  expect([stateOf('a'), stateOf('b')]).toEqual(['removed', 'saved']);
  const gone = new Promise<string>((resolve) => retention.onRemove(resolve));
  await clock.advance(dayMs);
  expect(await gone).toBe('b');
  await retention.sweep();
  expect(stateOf('b')).toBe('removed');
  expect(clock.waiting).toBe(1);
  await retention.stop();
  expect(clock.waiting).toBe(0);
});

test('a crash between the row’s word and the file is made good by the next sweep', async () => {
  await addRecording('a', 1, { state: 'removed', sha256: null });
  await addRecording('b', 1);
  limits = { quotaBytes: 1_000, keepMs: null };
  await retention.sweep();
  expect(await files()).toEqual(['b.mp3']);
  expect(findRecording(db, 'a')).toMatchObject({ state: 'removed', fileName: null });
});

test('a file that cannot be removed is tried again', async () => {
  await addRecording('a', 1);
  // A folder in its place cannot be removed as a file can.
  await addRecording('b', 2, { state: 'removed', sha256: null, fileName: 'stuck.mp3' });
  await mkdir(join(dir, 'stuck.mp3', 'inner'), { recursive: true });
  await retention.sweep();
  expect(errors).toHaveLength(1);
  expect(findRecording(db, 'b')).toMatchObject({ state: 'removed', fileName: 'stuck.mp3' });
  expect(stateOf('a')).toBe('saved');
});

test('a file that is gone already is no reason to remove another', async () => {
  await addRecording('a', 9, { fileName: 'gone.mp3' });
  limits = { quotaBytes: 1_000, keepMs: null };
  await retention.sweep();
  expect(stateOf('a')).toBe('saved');
  expect(existsSync(join(dir, 'a.mp3'))).toBe(true);
});

test('the space is what the database says, without what the folder has lost', async () => {
  await addRecording('a', 1);
  await addRecording('b', 1);
  await addRecording('c', 1, { state: 'available', fileName: null, bytesReceived: 500 });
  await rm(join(dir, 'c.mp3'));
  expect(retention.space()).toEqual({ bytes: 2_500, recordings: 2 });
  await rm(join(dir, 'b.mp3'));
  await writeFile(join(dir, 'c.mp3.part'), Buffer.alloc(500));
  await retention.sweep();
  expect(retention.space().bytes).toBe(1_500);
});

test('each further recording makes room by what the database says: the folder is not looked through', async () => {
  await retention.sweep();
  for (const id of ['a', 'b', 'c', 'd']) await addRecording(id, 1);
  limits = { quotaBytes: 2_500, keepMs: null };
  retention.opened('b');
  const table = recordingsIn(db);
  const quick = make({
    table: {
      ...table,
      listWithFile: () => {
        throw new Error('all rows were read');
      },
    },
  });
  quick.opened('b');
  await quick.saved();
  expect(errors).toEqual([]);
  // The oldest call's first, but for one that may be playing.
  expect(await files()).toEqual(['b.mp3', 'd.mp3']);
  limits = { quotaBytes: null, keepMs: null };
  await quick.saved();
  expect(await files()).toEqual(['b.mp3', 'd.mp3']);
});

test('the row says that it goes before the file does', async () => {
  await addRecording('a', 9);
  limits = { quotaBytes: 0, keepMs: null };
  const seen: [string | undefined, boolean][] = [];
  retention.onRemove(() => seen.push([stateOf('a'), existsSync(join(dir, 'a.mp3'))]));
  await retention.sweep();
  expect(seen).toEqual([['removed', true]]);
  expect(await files()).toEqual([]);
});

test('two calls of old with one file: what one no longer keeps stays for the other', async () => {
  await addRecording('a', 9, { fileName: 'one.mp3' });
  await addRecording('b', 1, { fileName: 'one.mp3' });
  await rm(join(dir, 'a.mp3'));
  await rm(join(dir, 'b.mp3'));
  await writeFile(join(dir, 'one.mp3'), Buffer.alloc(1_000));
  limits = { quotaBytes: 1_999, keepMs: null };
  retention.opened('b');
  await retention.sweep();
  limits = { quotaBytes: 0, keepMs: null };
  await retention.sweep();
  expect(findRecording(db, 'a')).toMatchObject({ state: 'removed', fileName: null });
  expect(stateOf('b')).toBe('saved');
  expect(await files()).toEqual(['one.mp3']);
});

test('each part of a call is kept and removed as one of its own', async () => {
  await addRecording('a', 9);
  await writeFile(join(dir, 'a.2.wav'), Buffer.alloc(1_000));
  const first = findRecording(db, 'a');
  if (!first) throw new Error('no row');
  saveRecording(db, { ...first, part: 2, fileName: 'a.2.wav', updatedAt: clock.now() });
  limits = { quotaBytes: null, keepMs: 7 * dayMs };
  await retention.sweep();
  expect(stateOf('a')).toBe('removed');
  expect(stateOf('a~2')).toBe('saved');
  expect(await files()).toEqual(['a.2.wav', 'a.mp3']);
  limits = { quotaBytes: 0, keepMs: null };
  await retention.sweep();
  expect(await files()).toEqual([]);
});

test('files whose call is gone stay, are told, and crowd no other out', async () => {
  await writeFile(join(dir, 'lost.mp3'), Buffer.alloc(9_000));
  await writeFile(join(dir, 'lost.2.wav'), Buffer.alloc(1_000));
  await writeFile(join(dir, 'notes.txt'), 'no recording');
  await addRecording('a', 1);
  limits = { quotaBytes: 1_000, keepMs: null };
  await retention.sweep();
  await retention.saved();
  expect(stateOf('a')).toBe('saved');
  expect(withoutCall.found).toEqual({ files: 2, bytes: 10_000 });
  expect(retention.space()).toEqual({ bytes: 1_000, recordings: 1 });
  await withoutCall.remove();
  expect(withoutCall.found).toEqual({ files: 0, bytes: 0 });
  expect(await files()).toEqual(['a.mp3', 'notes.txt']);
});

test('a file whose call is there is taken back, with its checksum', async () => {
  await addRecording('a', 1, { state: 'never_came', fileName: null, sha256: null });
  await writeFile(join(dir, 'a.2.wav'), Buffer.alloc(700));
  await retention.sweep();
  expect(adopted).toEqual(['a', 'a']);
  expect(findRecording(db, 'a')).toMatchObject({
    state: 'saved',
    fileName: 'a.mp3',
    bytesTotal: 1_000,
  });
  expect(findRecording(db, 'a~2')).toMatchObject({
    state: 'saved',
    part: 2,
    fileName: 'a.2.wav',
    sha256: sha256(Buffer.alloc(700)),
  });
});

test('a sweep that fails says so, and the next one works', async () => {
  await addRecording('a', 1);
  let broken = true;
  const listWithFile = (): RecordingRow[] => {
    if (broken) throw new Error('the database is busy');
    return listRecordingsWithFile(db);
  };
  retention = make({ table: { ...recordingsIn(db), listWithFile } });
  limits = { quotaBytes: 0, keepMs: null };
  await retention.sweep();
  expect(errors).toHaveLength(1);
  broken = false;
  await retention.sweep();
  expect(await files()).toEqual([]);
});

test('what went for its age can be restored for a week, and then its file goes', async () => {
  await addRecording('a', 9);
  await addRecording('b', 8);
  const before = findRecording(db, 'a');
  limits = { quotaBytes: null, keepMs: 7 * dayMs };
  await retention.sweep();
  const removedAt = clock.now();
  expect(retention.removed()).toEqual({ recordings: 2, at: removedAt });
  expect(await files()).toEqual(['a.mp3', 'b.mp3']);
  expect(await retention.space()).toEqual({ bytes: 2_000, recordings: 2 });
  await clock.advance(7 * dayMs);
  await retention.sweep();
  const told: string[] = [];
  retention.onRemove((callId) => told.push(callId));
  expect(await retention.restoreOne('a')).toBe(true);
  expect(await retention.restoreOne('a')).toBe(false);
  expect(findRecording(db, 'a')).toEqual({ ...before, updatedAt: clock.now() });
  expect(told).toEqual(['a']);
  await clock.advance(1);
  await retention.sweep();
  expect(await files()).toEqual(['a.mp3']);
  expect(findRecording(db, 'b')).toMatchObject({ state: 'removed', fileName: null });
  expect(retention.removed()).toEqual({ recordings: 0, at: null });
  expect(await retention.restore()).toEqual({ recordings: 0 });
});

test('all come back at once, but none whose file is gone', async () => {
  await addRecording('a', 9);
  await addRecording('b', 9);
  await addRecording('c', 9, { sha256: null, bytesTotal: null });
  limits = { quotaBytes: null, keepMs: dayMs };
  await retention.sweep();
  await rm(join(dir, 'b.mp3'));
  expect(await retention.restore()).toEqual({ recordings: 2 });
  expect(['a', 'b', 'c'].map(stateOf)).toEqual(['saved', 'removed', 'saved']);
});

test('a full quota takes first what is out of sight', async () => {
  await addRecording('a', 1);
  await addRecording('b', 9);
  limits = { quotaBytes: 2_000, keepMs: 7 * dayMs };
  await retention.sweep();
  expect(retention.removed().recordings).toBe(1);
  limits = { quotaBytes: 1_999, keepMs: 7 * dayMs };
  await retention.sweep();
  expect(await files()).toEqual(['a.mp3']);
  expect(findRecording(db, 'b')).toMatchObject({ state: 'removed', fileName: null, sha256: null });
});

test.each([-300, -2, 2, 300, 1_826])(
  'a clock set by %d days, and one that Exotel has not told: nothing goes for its age',
  async (days) => {
    await addRecording('a', 9);
    await addRecording('b', 200);
    limits = { quotaBytes: null, keepMs: 180 * dayMs };
    now = () => null;
    clock.jump(days * dayMs);
    await retention.start();
    await clock.advance(dayMs);
    await retention.sweep();
    expect([stateOf('a'), stateOf('b')]).toEqual(['saved', 'saved']);
    now = () => clock.monotonic();
    await retention.sweep();
    expect([stateOf('a'), stateOf('b')]).toEqual(['saved', 'removed']);
  },
);

test('one that came while the clock was behind is as old as its call', async () => {
  await addRecording('a', 300);
  madeAt['a'] = clock.now() - dayMs;
  limits = { quotaBytes: null, keepMs: 180 * dayMs };
  await retention.sweep();
  expect(stateOf('a')).toBe('saved');
});
