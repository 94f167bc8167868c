import type { Database } from 'better-sqlite3';
import { expect, test } from 'vitest';
import { migrate } from '../../../../src/main/storage/database/migrate.ts';
import { migrations } from '../../../../src/main/storage/migrations/index.ts';
import { listUnsettled } from '../../../../src/main/storage/tables/calls.ts';
import { findContact } from '../../../../src/main/storage/tables/contacts.ts';
import { findMark } from '../../../../src/main/storage/tables/do-not-call-marks.ts';
import { listCallsAfter, removeCalls } from '../../../../src/main/storage/tables/erasure.ts';
import { listRecordingsWithFile } from '../../../../src/main/storage/tables/recordings.ts';
import {
  countRemoved,
  countRemovedOf,
  listRemovedSids,
  restoreCalls,
} from '../../../../src/main/storage/tables/removed-calls.ts';
import { addOldCall, findsIn, openOldDatabase } from '../../../support/old-database.ts';

const number = '+919876543210';

/** Every row of a table as it is. */
function rowsOf(db: Database, table: string): unknown[] {
  return db.prepare(`SELECT * FROM ${table} ORDER BY rowid`).all();
}

function planOf(db: Database, sql: string): string {
  const steps = db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all() as { detail: string }[];
  return steps.map(({ detail }) => detail).join('\n');
}

test('34: every call stays as it was; one that goes from now on can be restored', () => {
  const db = openOldDatabase(33);
  const [old, young] = [addOldCall(db, { note: 'walnuts', sid: 'sid-old' }), addOldCall(db)];
  const before = rowsOf(db, 'calls');
  migrate(
    db,
    migrations.filter(({ version }) => version <= 34),
  );
  expect(rowsOf(db, 'calls')).toEqual(before);
  expect(rowsOf(db, 'removed_calls')).toEqual([]);
  migrate(db, migrations);
  const now = rowsOf(db, 'calls');
  removeCalls(db, listCallsAfter(db, 0, 1), 7);
  expect(db.prepare('SELECT id FROM calls').pluck().all()).toEqual([young.id]);
  expect(countRemoved(db)).toEqual({ calls: 1, at: 7 });
  expect(findsIn(db, 'walnut')).toEqual([]);
  restoreCalls(db, 0, 5);
  expect(rowsOf(db, 'calls')).toEqual(now);
  expect(findsIn(db, 'walnut')).toEqual([old.id]);
});

test('34: a removed call holds JSON and nothing else', () => {
  const db = openOldDatabase(34);
  const insert = db.prepare('INSERT INTO removed_calls VALUES (?, ?, NULL, 0, ?)');
  insert.run(1, number, '{}');
  expect(() => insert.run(2, number, 'no JSON')).toThrow(/CHECK/);
  for (const [where, index] of [
    ["number = ''", 'removed_calls_by_number'],
    ['removed_at < 1', 'removed_calls_by_age'],
  ])
    expect(planOf(db, `SELECT rows FROM removed_calls WHERE ${where}`)).toContain(index);
});

test('36: what is marked, named or unsettled is so afterwards, found by its number', () => {
  const db = openOldDatabase(35);
  const open = addOldCall(db, { state: 'accepted', outcome: null });
  const settled = addOldCall(db, { state: 'accepted', outcome: null });
  db.prepare('UPDATE calls SET settled = 1 WHERE id = ?').run(settled.id);
  db.exec(`
    INSERT INTO do_not_call (practice, number, at, source) VALUES (0, '${number}', 7, 'agent');
    INSERT INTO contacts (practice, number, name, name_key) VALUES (1, '${number}', 'A', 'a')`);
  migrate(db, migrations);
  expect(listUnsettled(db).map(({ id }) => id)).toEqual([open.id]);
  expect(findMark(db, false, number)).toMatchObject({ at: 7 });
  expect(findMark(db, true, number)).toBeNull();
  expect(findContact(db, true, number)).toMatchObject({ name: 'A', doNotCall: false });
  for (const table of ['do_not_call', 'contacts'])
    expect(planOf(db, `DELETE FROM ${table} WHERE number = ''`)).toContain(`${table}_by_number`);
  expect(planOf(db, "SELECT id FROM calls WHERE settled IS NOT 1 AND state = ''")).toContain(
    'calls_unsettled',
  );
});

test('37: removed calls of before and files as they came are found without a look at the rest', () => {
  const db = openOldDatabase(36);
  const insert = db.prepare("INSERT INTO removed_calls VALUES (?, ?, ?, 7, '{}')");
  for (const [seq, sid] of [null, 'sid-b', 'sid-a'].entries()) insert.run(seq + 1, number, sid);
  for (const file of ['b.mp3', null, 'a.mp3', 'c.mp3'])
    db.prepare(
      "INSERT INTO recordings (call_id, part, state, file_name, updated_at) VALUES (?, 1, 'saved', ?, 1)",
    ).run(addOldCall(db).id, file);
  const before = rowsOf(db, 'removed_calls');
  migrate(db, migrations);
  expect(rowsOf(db, 'removed_calls')).toEqual(before);
  expect(listRemovedSids(db)).toEqual(new Set(['sid-a', 'sid-b']));
  expect(countRemovedOf(db, number)).toMatchObject({ calls: 3 });
  const files = () => listRecordingsWithFile(db).map(({ fileName }) => fileName);
  expect(files()).toEqual(['b.mp3', 'a.mp3', 'c.mp3']);
  db.exec("UPDATE recordings SET file_name = 'd.mp3' WHERE file_name IS NULL");
  expect(files()).toEqual(['b.mp3', 'd.mp3', 'a.mp3', 'c.mp3']);
});
