import type { Database } from 'better-sqlite3';
import type { Log } from '../../base/log.ts';
import { readContent } from './backup-content.ts';
import { leaveCleanMark, leaveOpenMark, voidMark } from './clean-shutdown.ts';
import { isInPlace } from './presence.ts';
import { beginJournal } from './scrub.ts';

/**
 * Starts the database's journal and says in the mark which one it is. If that fails, because the
 * disk is full for example, the mark stays void: then an alien journal would go unnoticed.
 * `changes`: the header's change counter before the database was opened.
 */
export function markOpen(file: string, db: Database, changes: number, log: Log): void {
  try {
    beginJournal(db);
    leaveOpenMark(file, changes);
  } catch (error) {
    if (db.inTransaction) db.exec('ROLLBACK');
    log.warn('the database’s journal could not be marked', { why: String(error) });
  }
}

/** Attempts to write a mark that another program holds; Handset's exit cannot wait for long. */
const tries = 20;
const pauseMs = 25;

/**
 * Closes the database and writes its mark. `sound`: whether the next start may trust it unchecked.
 */
export function closeDatabase(file: string, db: Database, sound: boolean, log: Log): void {
  try {
    // Whatever is in its place now is not the database being closed.
    if (!isInPlace(db)) throw new Error('the database is not in its place any more');
    insistently(() => voidMark(file));
    const { lastPlace } = readContent(db);
    // SQLite raises a connection's change counter only once unless it reads the header again. This
    // way no earlier file has the same counter, and with it the looks, of the one left behind.
    db.pragma('shrink_memory');
    beginJournal(db);
    db.close();
    insistently(() => leaveCleanMark(file, sound, lastPlace));
  } catch (error) {
    log.error('the next start has to check the database', error);
    if (db.open) db.close();
  }
}

function insistently(work: () => void): void {
  for (let left = tries; ; left -= 1) {
    try {
      work();
      return;
    } catch (error) {
      if (left === 0) throw error;
    }
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pauseMs);
  }
}
