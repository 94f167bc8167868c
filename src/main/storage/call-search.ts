import type { Database } from 'better-sqlite3';
import { prepared } from './database.ts';

/** Makes a call findable anew: by number, name, note, disposition and sid. */
export function indexCall(db: Database, seq: number): void {
  prepared(db, 'DELETE FROM call_search WHERE rowid = ?').run(seq);
  prepared(
    db,
    `INSERT INTO call_search (rowid, text)
     SELECT calls.seq, concat_ws(' ', substr(calls.customer_number, 2), contacts.name, calls.note,
                                 calls.disposition, calls.facts ->> 'sid')
     FROM calls LEFT JOIN contacts ON contacts.number = calls.customer_number WHERE calls.seq = ?`,
  ).run(seq);
}

/** After a contact changed: every call with its number. */
export function indexCallsOf(db: Database, number: string): void {
  const rows = prepared(db, 'SELECT seq FROM calls WHERE customer_number = ?').all(number) as {
    seq: number;
  }[];
  for (const { seq } of rows) indexCall(db, seq);
}
