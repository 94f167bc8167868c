import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import SqliteDatabase, { type Database } from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import { openConnection } from '../../../../src/main/storage/database/connection.ts';
import { migrate } from '../../../../src/main/storage/database/migrate.ts';
import { migrations } from '../../../../src/main/storage/migrations/index.ts';
import { pageCalls } from '../../../../src/main/storage/tables/call-history.ts';
import { getCall, insertCall, listTimeline } from '../../../../src/main/storage/tables/calls.ts';
import { restoreCalls } from '../../../../src/main/storage/tables/removed-calls.ts';
import { listAnswers } from '../../../../src/main/storage/tables/unexpected-responses.ts';
import type { CallFacts } from '../../../../src/shared/domain/call.ts';
import { recordedCall, startedAt } from '../../../support/call-facts.ts';
import { garbage, numberOf, tamper } from '../../../support/odd-database.ts';
import { findsIn, oldFacts } from '../../../support/old-database.ts';
import { oldDatabaseFile } from '../../../support/old-file.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

type Rows = Record<string, unknown>[];
/** What hangs on a call, or stands beside it; `answers` has another name from here on. */
const beside = ['timeline', 'recordings', 'contacts', 'do_not_call', 'documents'];

function reading<T>(file: string, read: (rows: (sql: string) => Rows) => T): T {
  const db = new SqliteDatabase(file, { readonly: true });
  try {
    return read((sql) => db.prepare(sql).all() as Rows);
  } finally {
    db.close();
  }
}

function open(file: string): Database {
  const db = openConnection(file);
  onTestFinished(() => void db.close());
  return db;
}

const everything = { text: '', outcomes: [], practice: false, recordedOnly: false, results: [] };

test('every call, and all that hangs on it, is as the version before wrote it', () => {
  const file = oldDatabaseFile();
  const read = (rows: (sql: string) => Rows) => ({
    calls: rows(
      'SELECT seq, id, practice, state, outcome, customer_number, booted_at, note, disposition, wrapped, settled FROM calls',
    ),
    beside: beside.map((table) => rows(`SELECT rowid AS place, * FROM ${table}`)),
    index: rows('SELECT rowid AS place FROM call_search'),
  });
  const before = reading(file, read);
  const facts = reading(file, (rows) => rows('SELECT id, facts FROM calls'));
  const responses = reading(file, (rows) => rows('SELECT * FROM answers'));
  const db = open(file);
  expect(reading(file, read)).toEqual(before);
  expect(before.calls).toHaveLength(10);
  expect(db.prepare('SELECT * FROM unexpected_responses').all()).toEqual(responses);
  expect(responses).toHaveLength(10);
  for (const { id, facts: old } of facts) {
    const call = getCall(db, String(id));
    expect(call).toMatchObject({ direction: 'outbound' });
    expect(call?.unreadable).toBeUndefined();
    const now = JSON.parse(
      db.prepare('SELECT facts FROM calls WHERE id = ?').pluck().get(id) as string,
    ) as CallFacts;
    expect(oldFacts(now)).toEqual(JSON.parse(String(old)));
    expect(listTimeline(db, String(id))).toHaveLength(2);
    expect(listAnswers(db, String(id))).toHaveLength(1);
  }
  expect(db.pragma('foreign_keys', { simple: true })).toBe(1);
  expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
  expect(findsIn(db, 'Asha')).toHaveLength(9);
  expect(findsIn(db, 'sid-of-8')).toEqual(['call-8']);
  expect(findsIn(db, 'note')).toHaveLength(9);
});

test('what was removed for its age comes back in today’s form', () => {
  const db = open(oldDatabaseFile());
  expect(restoreCalls(db, 0, 10)).toMatchObject({ restored: 2 });
  for (const id of ['call-0', 'call-1']) {
    expect(getCall(db, id)).toMatchObject({ direction: 'outbound', note: `note ${id.at(-1)}` });
    expect(getCall(db, id)?.unreadable).toBeUndefined();
    expect(listAnswers(db, id)).toHaveLength(1);
  }
  expect(findsIn(db, 'sid-of-1')).toEqual(['call-1']);
});

test('a place that was given out is not given out again', () => {
  const db = open(oldDatabaseFile());
  // As where the clock stands long before everything.
  const facts = recordedCall({ id: 'new', createdAt: 0 });
  expect(insertCall(db, facts, 0)).toBe(14);
  expect(insertCall(db, recordedCall({ id: 'newer' }), 0)).toBe(startedAt / 1000);
});

test.each([
  'id',
  'facts',
  'practice',
  'state',
  'outcome',
  'customer_number',
  'booted_at',
  'note',
  'disposition',
  'wrapped',
  'settled',
])('rows with garbage as their %s are kept, and the others are not touched by it', (column) => {
  const file = oldDatabaseFile();
  tamper(file, (db) => {
    const set = db.prepare(`UPDATE calls SET ${column} = ? WHERE seq = ?`);
    // The last row stays as it was.
    for (const [index, value] of garbage.slice(0, 9).entries()) set.run(value, index + 3);
  });
  const db = open(file);
  const kept = [false, true].flatMap((practice) =>
    pageCalls(db, { ...everything, practice }, null, 50),
  );
  expect(kept.map(({ seq }) => seq).sort((a, b) => a - b)).toEqual([
    3, 4, 5, 6, 7, 8, 9, 10, 11, 12,
  ]);
  expect(getCall(db, 'call-11')?.unreadable).toBeUndefined();
  // Nobody can read it, and still it is there.
  if (column === 'facts') {
    const facts = db.prepare('SELECT facts FROM calls WHERE seq = 5').pluck().get() as string;
    expect(JSON.parse(facts)).toMatchObject({
      id: 'call-4',
      unreadable: '00FF80',
      customerNumber: numberOf(4),
    });
  }
});

const script = fileURLToPath(new URL('../../../support/migrate-child.ts', import.meta.url));

async function migrateInChild(file: string, killAt: number | null) {
  const child = spawn(process.execPath, [script, file, String(killAt ?? ''), 'own'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [said, [, signal]] = await Promise.all([text(child.stdout), once(child, 'exit')]);
  return { said, signal };
}

const stateOf = (file: string) =>
  reading(file, (rows) =>
    rows("SELECT name FROM sqlite_schema WHERE sql LIKE 'CREATE TABLE%' ORDER BY name").map(
      ({ name }) => [name, rows(`SELECT * FROM "${name}"`)],
    ),
  );

/** A migration that only makes an index leaves every row as it was. */
function distinct(states: unknown[]): unknown[] {
  return [...new Map(states.map((state) => [JSON.stringify(state), state])).values()];
}

/** After each migration but the last: every one is a step of its own. */
function statesOnTheWay(old: string): unknown[] {
  const later = migrations.filter(({ version }) => version > 37).slice(0, -1);
  return later.map(({ version: upTo }) => {
    const file = join(tempFolder(), 'handset.db');
    copyFileSync(old, file);
    const db = new SqliteDatabase(file);
    migrate(
      db,
      migrations.filter(({ version }) => version <= upTo),
    );
    db.close();
    return stateOf(file);
  });
}

test('killed before any statement, the database is the old one or the new one, whole', async () => {
  const old = oldDatabaseFile();
  const fresh = oldDatabaseFile();
  const moments = Number((await migrateInChild(fresh, null)).said);
  const states = distinct([stateOf(old), ...statesOnTheWay(old), stateOf(fresh)]);
  expect(moments).toBeGreaterThan(15);
  const seen = new Set<number>();
  const killBefore = async (killAt: number): Promise<void> => {
    const file = join(tempFolder(), 'handset.db');
    copyFileSync(old, file);
    expect(await migrateInChild(file, killAt)).toMatchObject({ signal: 'SIGKILL' });
    const db = new SqliteDatabase(file);
    db.pragma('wal_checkpoint(TRUNCATE)');
    db.close();
    const found = stateOf(file);
    expect(states, `killed before statement ${killAt}`).toContainEqual(found);
    seen.add(states.findIndex((each) => JSON.stringify(each) === JSON.stringify(found)));
    openConnection(file).close();
    expect(stateOf(file)).toEqual(states.at(-1));
  };
  const all = Array.from({ length: moments }, (_, killAt) => killAt);
  while (all.length > 0) await Promise.all(all.splice(0, 4).map(killBefore));
  expect([...seen].sort()).toEqual([...states.keys()]);
}, 180_000);
