import { linkSync, rmSync } from 'node:fs';
import SqliteDatabase from 'better-sqlite3';

/**
 * Throws SQLITE_BUSY while another program has the database open: then a journal beside it is in use,
 * whosever it is. Locks are the file's and not its name's, so SQLite is asked under a second name,
 * where no journal lies that it would replay. Where the disk knows no second names, nothing is said.
 */
export function refuseWhileHeld(file: string): void {
  const name = `${file}-held.unfinished`;
  try {
    rmSync(name, { force: true });
    linkSync(file, name);
  } catch {
    return;
  }
  try {
    askForAll(name);
  } finally {
    rmSync(name, { force: true });
  }
}

function askForAll(file: string): void {
  const db = new SqliteDatabase(file, { fileMustExist: true, timeout: 2_000 });
  try {
    // Before the first read, so that no shared memory is made.
    db.pragma('locking_mode = EXCLUSIVE');
    db.exec('BEGIN EXCLUSIVE; ROLLBACK');
  } finally {
    db.close();
  }
}
