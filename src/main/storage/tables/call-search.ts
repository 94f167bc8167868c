import type { Database } from 'better-sqlite3';
import { prepared } from '../database/connection.ts';
import { factSql, joinContacts } from './call-row.ts';
import { indexedResult } from './result-search.ts';

/** SQL: the text by which a call is found, folded: number, name, note, result and sid. */
const indexed = `fold_text(concat_ws(' ', substr(calls.customer_number, 2), contacts.name, calls.note,
  ${indexedResult}, ${factSql('sid')}, numbers_in(contacts.name), numbers_in(calls.note)))`;

/** SQL: the text searched for a term that is too short for the index, folded. */
export const soughtByRow = `fold_text(concat_ws(' ', calls.customer_number, contacts.name, calls.note,
  calls.disposition))`;

/** Indexes a call again. */
export function indexCall(db: Database, seq: number): void {
  prepared(db, 'DELETE FROM call_search WHERE rowid = ?').run(seq);
  prepared(
    db,
    `INSERT INTO call_search (rowid, text)
     SELECT calls.seq, ${indexed} FROM calls ${joinContacts} WHERE calls.seq = ?`,
  ).run(seq);
}

/** How many calls may be indexed at once: some 10 ms of work. */
const slice = 100;

/**
 * Indexes again, after a contact changed, the calls with its number in its history, the newest at
 * once. The rest is noted for {@link indexMoreNames}. Must run inside a transaction.
 */
export function indexCallsOf(db: Database, practice: boolean, number: string): void {
  indexSlice(db, practice ? 1 : 0, number, Number.MAX_SAFE_INTEGER);
}

/** Continues what {@link indexCallsOf} left; returns false if nothing is left. */
export function indexMoreNames(db: Database): boolean {
  return db
    .transaction(() => {
      const due = prepared(
        db,
        'SELECT practice, number, before_seq AS beforeSeq FROM names_due LIMIT 1',
      ).get() as { practice: number; number: string; beforeSeq: number } | undefined;
      if (due) indexSlice(db, due.practice, due.number, due.beforeSeq);
      return due !== undefined;
    })
    .immediate();
}

/** Indexes everything that is left at once, for when no previous name may stay in the index. */
export function indexAllNames(db: Database): void {
  for (let more = true; more; ) more = indexMoreNames(db);
}

function indexSlice(db: Database, practice: number, number: string, beforeSeq: number): void {
  const seqs = prepared(
    db,
    `SELECT seq FROM calls WHERE customer_number = ? AND practice = ? AND seq < ?
     ORDER BY seq DESC LIMIT ${slice}`,
  )
    .pluck()
    .all(number, practice, beforeSeq) as number[];
  for (const seq of seqs) indexCall(db, seq);
  if (seqs.length < slice) {
    prepared(db, 'DELETE FROM names_due WHERE practice = ? AND number = ?').run(practice, number);
    return;
  }
  prepared(
    db,
    `INSERT INTO names_due (practice, number, before_seq) VALUES (?, ?, ?)
     ON CONFLICT DO UPDATE SET before_seq = excluded.before_seq`,
  ).run(practice, number, seqs.at(-1));
}
