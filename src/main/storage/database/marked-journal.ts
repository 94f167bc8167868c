import type { Database } from 'better-sqlite3';
import type { Log } from '../../base/log.ts';
import { readContent } from './backup-content.ts';
import { leaveCleanMark, leaveOpenMark, voidMark } from './clean-shutdown.ts';
import { isInPlace } from './presence.ts';
import { beginJournal } from './scrub.ts';

/**
 * Begins the database's journal and says in the mark which one it is. Where that is refused, the disk
 * being full perhaps, the mark stays void: then a stranger's journal would not be noticed. `changes`: the
 * header's count before the database was opened.
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

/** Tries of a mark that somebody holds; the end of Handset cannot wait for long. */
const tries = 20;
const pauseMs = 25;

/** Closes the database and says beside it how. `sound`: the next start may trust it unchecked. */
export function closeDatabase(file: string, db: Database, sound: boolean, log: Log): void {
  try {
    // What is in its place by now, if anything, is not the database that is closed.
    if (!isInPlace(db)) throw new Error('the database is not in its place any more');
    insistently(() => voidMark(file));
    const { calls } = readContent(db);
    // SQLite counts a connection's changes up but once, unless it reads the header anew: this way no
    // file of before has the count, and with it the look, of the one that is left.
    db.pragma('shrink_memory');
    beginJournal(db);
    db.close();
    insistently(() => leaveCleanMark(file, sound, calls));
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
