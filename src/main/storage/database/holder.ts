import { linkSync, rmSync } from 'node:fs';
import SqliteDatabase from 'better-sqlite3';

/**
 * Throws SQLITE_BUSY while another program has the database open: then a journal beside it is in
 * use, whoever owns it. Locks belong to the file and not to its name, so SQLite opens it under a
 * second name, with no journal beside it to replay. On a disk without hard links the check is
 * skipped.
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
    // Set before the first read, so that no shared memory is created.
    db.pragma('locking_mode = EXCLUSIVE');
    db.exec('BEGIN EXCLUSIVE; ROLLBACK');
  } finally {
    db.close();
  }
}
