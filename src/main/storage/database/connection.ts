import { closeSync, existsSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import SqliteDatabase, { type Database, SqliteError, type Statement } from 'better-sqlite3';
import { AppFailure } from '../../../shared/domain/app-error.ts';
import { migrations } from '../migrations/index.ts';
import { type Migration, migrate, refuseNewer } from './migrate.ts';
import { rememberFiles } from './presence.ts';

/** Opens the database and migrates it to the current version. */
export function openConnection(file: string): Database {
  const db = connect(file, migrations);
  try {
    migrate(db, migrations);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/**
 * Opens a database as it is. WAL with `synchronous=FULL`: a committed row survives a power cut,
 * which is what makes placing calls safe.
 */
export function connect(file: string, known: readonly Migration[]): Database {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  // SQLite would let others read it, and uses the same mode for the files it keeps beside it.
  if (!existsSync(file)) closeSync(openSync(file, 'a', 0o600));
  const db = new SqliteDatabase(file, { timeout: 2_000 });
  try {
    const version = refuseNewer(db, known);
    db.pragma('journal_mode = WAL');
    db.pragma('synchronous = FULL');
    db.pragma('foreign_keys = ON');
    // Overwrites removed or changed data with zeros. See docs/privacy.md.
    db.pragma('secure_delete = ON');
    // Anything that forbids writing should surface now, not at the first call. Nothing is written.
    db.exec(`BEGIN IMMEDIATE; PRAGMA user_version = ${version}; ROLLBACK`);
    rememberFiles(db);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/** Runs `work` and translates SQLite's errors into failures the agent can act on. */
export function withDatabaseErrors<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof SqliteError)) throw error;
    throw new AppFailure(failureCodeOf(error.code), {}, { cause: error });
  }
}

function failureCodeOf(sqliteCode: string) {
  if (sqliteCode.startsWith('SQLITE_FULL')) return 'database_full';
  if (sqliteCode.startsWith('SQLITE_READONLY') || sqliteCode === 'SQLITE_PERM')
    return 'database_read_only';
  if (sqliteCode.startsWith('SQLITE_BUSY') || sqliteCode.startsWith('SQLITE_LOCKED'))
    return 'database_busy';
  return 'database_unavailable';
}

/**
 * Runs `write` for one row of many. If the row cannot be written because of its own contents, it
 * stays as it is, so that it doesn't hold up the others.
 */
export function unlessOdd(write: () => void): void {
  try {
    write();
  } catch (error) {
    // A value its column forbids; a record that is not JSON.
    const odd = error instanceof SqliteError && /^SQLITE_(CONSTRAINT|ERROR)/.test(error.code);
    if (!odd) throw error;
  }
}

/** Throws unless a write changed exactly one row. */
export function assertOneRow(changes: number): void {
  if (changes !== 1) throw new Error(`expected to change 1 row, changed ${changes}`);
}

type AnyStatement = Statement<unknown[]>;
const statements = new WeakMap<Database, Map<string, AnyStatement>>();

/** Prepares a statement once per database. */
export function prepared(db: Database, sql: string): AnyStatement {
  const known = statements.get(db) ?? new Map<string, AnyStatement>();
  statements.set(db, known);
  const statement = known.get(sql) ?? db.prepare<unknown[]>(sql);
  known.set(sql, statement);
  return statement;
}
