import SqliteDatabase from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import { migrate } from '../../../../src/main/storage/database/migrate.ts';
import { migrations } from '../../../../src/main/storage/migrations/index.ts';
import { countCalls, pageCalls } from '../../../../src/main/storage/tables/call-history.ts';
import { getCall } from '../../../../src/main/storage/tables/calls.ts';
import { countPerson } from '../../../../src/main/storage/tables/erasure-queries.ts';
import {
  findRecording,
  listOldestWithFile,
  newRecordingRow,
  saveRecording,
  sumRecordings,
} from '../../../../src/main/storage/tables/recordings.ts';
import { addOldCall, openOldDatabase } from '../../../support/old-database.ts';

/** A database as version 31 left it, with a saved recording. */
function oldDatabase() {
  const db = openOldDatabase(31);
  const { id } = addOldCall(db);
  db.prepare(
    `INSERT INTO recordings (call_id, state, url, file_name, bytes_received, bytes_total, sha256,
       looks, tries, next_try_at, failure, updated_at)
     VALUES (?, 'saved', 'https://a.example/1', 'sid.mp3', 700, 700, 'abc', 3, 0, NULL, NULL, 99)`,
  ).run(id);
  return { db, id };
}

const all = { text: '', outcomes: [], practice: false, recordedOnly: false, results: [] };

test('32: each recording of before is the first part of its call, as it was', () => {
  const { db, id } = oldDatabase();
  migrate(db, migrations);
  expect(findRecording(db, id)).toEqual({
    callId: id,
    part: 1,
    state: 'saved',
    url: 'https://a.example/1',
    fileName: 'sid.mp3',
    bytesReceived: 700,
    bytesTotal: 700,
    sha256: 'abc',
    looks: 3,
    tries: 0,
    nextTryAt: null,
    failure: null,
    updatedAt: 99,
  });
  expect(getCall(db, id)?.furtherRecordings).toBeUndefined();
});

test('a call of two recordings is one call in every list and count, and knows both', () => {
  const { db, id } = oldDatabase();
  migrate(db, migrations);
  saveRecording(db, {
    ...newRecordingRow(id, 2),
    state: 'saved',
    fileName: 'sid.2.wav',
    bytesReceived: 50,
    bytesTotal: 50,
  });
  const call = getCall(db, id);
  expect(call?.recording).toMatchObject({ state: 'saved', bytesTotal: 700 });
  expect(call?.furtherRecordings).toMatchObject([{ state: 'saved', bytesTotal: 50 }]);
  for (const recordedOnly of [true, false]) {
    const filter = { ...all, recordedOnly };
    expect(pageCalls(db, filter, null, 10)).toEqual([call]);
    expect(countCalls(db, filter)).toBe(1);
  }
  const number = call?.customerNumber ?? '';
  expect(countPerson(db, number)).toMatchObject({ calls: 1, recordings: 2 });
  expect(sumRecordings(db)).toEqual({ bytes: 750, recordings: 2 });
  db.prepare('DELETE FROM calls').run();
  expect(findRecording(db, `${id}~2`)).toBeNull();
});

test('what is unfinished and what has a file is found without a look at the other rows', () => {
  const read: string[] = [];
  const seen = new SqliteDatabase(':memory:', { verbose: (sql) => read.push(String(sql)) });
  onTestFinished(() => void seen.close());
  migrate(seen, migrations);
  read.length = 0;
  sumRecordings(seen);
  listOldestWithFile(seen, 'saved', 5);
  seen
    .prepare(
      `SELECT * FROM recordings
       WHERE state IN ('processing', 'available', 'downloading') OR next_try_at IS NOT NULL
       ORDER BY next_try_at, updated_at`,
    )
    .all();
  for (const sql of read.splice(0)) {
    const plan = seen.prepare(`EXPLAIN QUERY PLAN ${sql}`).all() as { detail: string }[];
    const steps = plan.map(({ detail }) => detail).join('\n');
    expect(steps).toMatch(/USING (COVERING )?INDEX recordings_/);
    expect(steps).not.toMatch(/SCAN recordings$|TEMP B-TREE/m);
  }
});
