import { closeSync, existsSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import SqliteDatabase, { type Database, SqliteError, type Statement } from 'better-sqlite3';
import { AppFailure } from '../../../shared/domain/app-error.ts';
import { migrations } from '../migrations/index.ts';
import { type Migration, migrate, refuseNewer } from './migrate.ts';
import { rememberFiles } from './presence.ts';

/** Opens the database and brings it up to date. */
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
 * which is what lets a call be placed at all.
 */
export function connect(file: string, known: readonly Migration[]): Database {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  // SQLite would let others read it, and gives what it keeps beside it the same mode.
  if (!existsSync(file)) closeSync(openSync(file, 'a', 0o600));
  const db = new SqliteDatabase(file, { timeout: 2_000 });
  try {
    const version = refuseNewer(db, known);
    db.pragma('journal_mode = WAL');
    db.pragma('synchronous = FULL');
    db.pragma('foreign_keys = ON');
    // What is removed or overwritten leaves zeros in the file. See docs/privacy.md.
    db.pragma('secure_delete = ON');
    // Whatever forbids writing is told now, and not by the first call. Nothing is written.
    db.exec(`BEGIN IMMEDIATE; PRAGMA user_version = ${version}; ROLLBACK`);
    rememberFiles(db);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/** Runs `work`; a failure of SQLite becomes one the agent can act on. */
export function withDatabaseErrors<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof SqliteError)) throw error;
    throw new AppFailure(codeOf(error.code), {}, { cause: error });
  }
}

function codeOf(sqliteCode: string) {
  if (sqliteCode.startsWith('SQLITE_FULL')) return 'database_full';
  if (sqliteCode.startsWith('SQLITE_READONLY') || sqliteCode === 'SQLITE_PERM')
    return 'database_read_only';
  if (sqliteCode.startsWith('SQLITE_BUSY') || sqliteCode.startsWith('SQLITE_LOCKED'))
    return 'database_busy';
  return 'database_unavailable';
}

/**
 * Runs `write` for one row of many. Where the row itself is such that nothing can be written to it,
 * it stays as it is: the others must not wait for it.
 */
export function unlessOdd(write: () => void): void {
  try {
    write();
  } catch (error) {
    // A value that its column forbids; a record that is no JSON.
    const odd = error instanceof SqliteError && /^SQLITE_(CONSTRAINT|ERROR)/.test(error.code);
    if (!odd) throw error;
  }
}

/** Guards writes that must hit exactly one row. */
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
