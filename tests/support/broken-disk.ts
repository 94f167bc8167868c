import { spawnSync } from 'node:child_process';
import SqliteDatabase, { type Database } from 'better-sqlite3';
import { onTestFinished } from 'vitest';
import type { ErrorCode } from '../../src/shared/domain/app-error.ts';

/** One real way in which the database's file refuses to be written. */
export interface Breakage {
  name: string;
  /** The code a dial is refused with. */
  code: ErrorCode;
  /** Breaks the disk. Returns a function that repairs it. */
  break: (db: Database) => () => void;
  /** Why it is not available on this computer. */
  missing?: string;
}

/**
 * Every write needs a megabyte that the file may not grow by: SQLite itself reports SQLITE_FULL.
 */
function fill(db: Database): () => void {
  db.exec(`
    CREATE TABLE IF NOT EXISTS filler (bytes BLOB);
    CREATE TEMP TRIGGER fill_insert AFTER INSERT ON calls
      BEGIN INSERT INTO filler VALUES (zeroblob(1000000)); END;
    CREATE TEMP TRIGGER fill_update AFTER UPDATE ON calls
      BEGIN INSERT INTO filler VALUES (zeroblob(1000000)); END`);
  db.pragma(`max_page_count = ${db.pragma('page_count', { simple: true })}`);
  return () => {
    db.exec('DROP TRIGGER fill_insert; DROP TRIGGER fill_update');
    db.pragma('max_page_count = 1000000');
  };
}

function makeReadOnly(db: Database): () => void {
  db.pragma('query_only = 1');
  return () => void db.pragma('query_only = 0');
}

/** Another process holds the lock, for example a backup program. */
function lock(db: Database): () => void {
  db.pragma('busy_timeout = 10');
  const other = new SqliteDatabase(db.name);
  onTestFinished(() => void other.close());
  other.exec('BEGIN IMMEDIATE');
  return () => void other.exec('ROLLBACK');
}

/**
 * This process may not write any file beyond its first byte: every write(2) to the database fails.
 */
function limitFiles(): () => void {
  // Without a listener the kernel's signal would end the process.
  process.on('SIGXFSZ', ignore);
  setFileLimit('1:');
  const mend = (): void => setFileLimit('unlimited:');
  onTestFinished(mend);
  return mend;
}

function ignore(): void {}

function setFileLimit(limit: string): void {
  const { status } = spawnSync('prlimit', ['--pid', String(process.pid), `--fsize=${limit}`]);
  if (status !== 0) throw new Error('prlimit failed');
}

const hasPrlimit = spawnSync('prlimit', ['--version']).status === 0;

export const breakages: Breakage[] = [
  { name: 'SQLITE_FULL', code: 'database_full', break: fill },
  { name: 'SQLITE_READONLY', code: 'database_read_only', break: makeReadOnly },
  { name: 'SQLITE_BUSY', code: 'database_busy', break: lock },
  {
    name: 'SQLITE_IOERR',
    code: 'database_unavailable',
    break: limitFiles,
    ...(hasPrlimit ? {} : { missing: 'needs Linux’s prlimit' }),
  },
];

/** The database can be neither read nor written: its table is missing. */
export function takeTableAway(db: Database): () => void {
  const other = new SqliteDatabase(db.name);
  onTestFinished(() => void other.close());
  other.exec('ALTER TABLE calls RENAME TO calls_away');
  return () => {
    other.exec('ALTER TABLE calls_away RENAME TO calls');
    other.close();
  };
}
