import type { Database } from 'better-sqlite3';
import { factSql, joinContacts } from './call-row.ts';
import { prepared } from './database.ts';
import { indexedResult } from './result-search.ts';

/** Makes a call findable anew: by number, name, note, result and sid. */
export function indexCall(db: Database, seq: number): void {
  prepared(db, 'DELETE FROM call_search WHERE rowid = ?').run(seq);
  prepared(
    db,
    `INSERT INTO call_search (rowid, text)
     SELECT calls.seq, concat_ws(' ', substr(calls.customer_number, 2), contacts.name, calls.note,
                                 ${indexedResult}, ${factSql('sid')})
     FROM calls ${joinContacts} WHERE calls.seq = ?`,
  ).run(seq);
}

/** After a contact changed: every call of its history with its number. */
export function indexCallsOf(db: Database, practice: boolean, number: string): void {
  const rows = prepared(db, 'SELECT seq FROM calls WHERE customer_number = ? AND practice = ?').all(
    number,
    practice ? 1 : 0,
  ) as { seq: number }[];
  for (const { seq } of rows) indexCall(db, seq);
}
