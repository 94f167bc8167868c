import SqliteDatabase, { type Database } from 'better-sqlite3';
import { onTestFinished } from 'vitest';
import { migrate } from '../../src/main/storage/database/migrate.ts';
import { migrations } from '../../src/main/storage/migrations/index.ts';
import { pageCalls } from '../../src/main/storage/tables/call-history.ts';
import type { CallFacts, DialFacts } from '../../src/shared/domain/call.ts';
import { recordedCall } from './call-facts.ts';

/** A call's record as versions before 38 had it: what belongs to the dial stood beside the rest. */
type OldFacts = Omit<CallFacts, 'direction' | 'pollProblem'> &
  DialFacts & { lookProblem: CallFacts['pollProblem'] };

interface OldCall extends Partial<OldFacts> {
  note?: string;
  /** The word of the result, as databases before version 31 stored it. */
  disposition?: string;
}

let calls = 0;

/** Opens an empty database as this version left it, in memory. */
export function openOldDatabase(version: number): Database {
  const db = new SqliteDatabase(':memory:');
  onTestFinished(() => void db.close());
  db.pragma('foreign_keys = ON');
  migrate(
    db,
    migrations.filter((each) => each.version <= version),
  );
  return db;
}

/** Returns the calls a search finds in a database that was migrated to the current version. */
export function findsIn(db: Database, text: string, practice = false): string[] {
  const filter = { text, outcomes: [], practice, recordedOnly: false, results: [] };
  return pageCalls(db, filter, null, 10).map(({ id }) => id);
}

/** Adds an ended call to a database of version 10 to 21, with that version's own statements. */
export function addOldCall(db: Database, { note = '', disposition, ...changes }: OldCall = {}) {
  calls += 1;
  const call: OldFacts = {
    ...oldFacts(recordedCall({ id: `old-${calls}`, state: 'ended', outcome: 'completed' })),
    ...changes,
  };
  const { lastInsertRowid } = db
    .prepare('INSERT INTO calls (id, facts, booted_at, note, disposition) VALUES (?, ?, 0, ?, ?)')
    .run(call.id, JSON.stringify(call), note, disposition ?? null);
  db.prepare(
    `INSERT INTO call_search (rowid, text)
     SELECT calls.seq, concat_ws(' ', substr(calls.customer_number, 2), contacts.name, calls.note,
                                 calls.disposition, calls.facts ->> 'sid')
     FROM calls LEFT JOIN contacts ON contacts.number = calls.customer_number WHERE calls.seq = ?`,
  ).run(lastInsertRowid);
  return call;
}

export function oldFacts(facts: CallFacts): OldFacts {
  if (facts.direction !== 'outbound') throw new Error('there were none');
  const { direction, dial, pollProblem, ...rest } = facts;
  return { ...rest, ...dial, lookProblem: pollProblem };
}

/** Adds a contact to such a database. */
export function addOldContact(db: Database, name: string, number: string, doNotCall = false): void {
  db.prepare('INSERT INTO contacts (name, number, do_not_call) VALUES (?, ?, ?)').run(
    name,
    number,
    doNotCall ? 1 : 0,
  );
}
