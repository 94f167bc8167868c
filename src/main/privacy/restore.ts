import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Database } from 'better-sqlite3';
import { withDatabaseErrors } from '../storage/database/connection.ts';
import { restoreCalls } from '../storage/tables/removed-calls.ts';

/** Restored in one transaction: takes some milliseconds. */
const restorePerTurn = 50;

/** Restores every call that can be restored, a few at a time. Returns how many. */
export async function restoreAll(db: Database, signal: AbortSignal): Promise<number> {
  let total = 0;
  let seq = 0;
  while (!signal.aborted) {
    const portion = withDatabaseErrors(() => restoreCalls(db, seq, restorePerTurn));
    if (portion === null) break;
    total += portion.restored;
    seq = portion.seq;
    await nextTurn();
  }
  return total;
}
