import SqliteDatabase, { type Database } from 'better-sqlite3';

/**
 * Reads an SQLite file without changing it: nothing is checkpointed into one that may be damaged.
 * Throws if it cannot be opened, and whatever `read` throws.
 *
 * @param timeoutMs how long to wait for another program that has it locked
 */
export function readOnly<T>(file: string, read: (db: Database) => T, timeoutMs = 2_000): T {
  const db = new SqliteDatabase(file, {
    readonly: true,
    fileMustExist: true,
    timeout: timeoutMs,
  });
  try {
    return read(db);
  } finally {
    db.close();
  }
}
