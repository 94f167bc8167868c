import { type Database, SqliteError } from 'better-sqlite3';
import { prepared } from '../database/connection.ts';
import { indexCallsOf } from './call-search.ts';
import { noteOdd } from './odd-things.ts';

/** Whether any row's `practice` is neither real nor practice. */
export function hasOddHistory(db: Database, table: 'calls' | 'contacts'): boolean {
  // The lowest and the highest, by the index: 0 and 1 if none is odd.
  const end = (order: string): unknown =>
    prepared(db, `SELECT practice FROM ${table} ORDER BY practice ${order} LIMIT 1`).pluck().get();
  const known: unknown[] = [0, 1, undefined];
  return !known.includes(end('ASC')) || !known.includes(end('DESC'));
}

/**
 * Makes contacts whose history cannot be told real ones. If the number has a real contact, or
 * nothing can be written now, the odd one stays as it was found.
 */
export function adoptOddContacts(db: Database): void {
  if (!hasOddHistory(db, 'contacts')) return;
  const odd = prepared(
    db,
    'SELECT id, number FROM contacts WHERE practice IS NOT 0 AND practice IS NOT 1',
  ).all() as { id: number; number: unknown }[];
  for (const { id, number } of odd) {
    noteOdd(db, `contacts ${id}`, ['practice']);
    try {
      db.transaction(() => {
        prepared(db, 'UPDATE contacts SET practice = 0 WHERE id = ?').run(id);
        if (typeof number === 'string') indexCallsOf(db, false, number);
      }).immediate();
    } catch (error) {
      if (!(error instanceof SqliteError)) throw error;
    }
  }
}
