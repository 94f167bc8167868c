import type { Database } from 'better-sqlite3';
import { factSql, joinContacts } from './call-row.ts';
import { prepared } from './database.ts';
import { indexedResult } from './result-search.ts';

/** SQL: what a call is found by, folded: number, name, note, result and sid. */
const indexed = `fold_text(concat_ws(' ', substr(calls.customer_number, 2), contacts.name, calls.note,
  ${indexedResult}, ${factSql('sid')}, numbers_in(contacts.name), numbers_in(calls.note)))`;

/** SQL: what a term too short for the index is sought in, folded. */
export const soughtByRow = `fold_text(concat_ws(' ', calls.customer_number, contacts.name, calls.note,
  calls.disposition))`;

/** Makes a call findable anew. */
export function indexCall(db: Database, seq: number): void {
  prepared(db, 'DELETE FROM call_search WHERE rowid = ?').run(seq);
  prepared(
    db,
    `INSERT INTO call_search (rowid, text)
     SELECT calls.seq, ${indexed} FROM calls ${joinContacts} WHERE calls.seq = ?`,
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
