import { type Database, SqliteError } from 'better-sqlite3';
import { addSearchFunctions } from './search-functions.ts';

export interface Migration {
  /** `user_version` after it ran; rises from one migration to the next. */
  version: number;
  /** A function if SQL alone cannot do it. */
  run: string | ((db: Database) => void);
}

/** The file was written by a newer Handset: it is left as it is. */
export class NewerDatabaseError extends Error {
  constructor(found: number, known: number) {
    super(`database version ${found} is newer than ${known}`);
    this.name = 'NewerDatabaseError';
  }
}

/** SQLite can read the file, but it is not what Handset wrote. */
export class DamagedDatabaseError extends Error {
  override name = 'DamagedDatabaseError';
}

/**
 * Whether the error says that the file itself is damaged. Locked, forbidden, full or unreadable is
 * no damage: such a database stays where it is.
 */
export function isDamage(error: unknown): boolean {
  if (error instanceof DamagedDatabaseError) return true;
  return error instanceof SqliteError && /^SQLITE_(CORRUPT|NOTADB)/.test(error.code);
}

/**
 * Returns the version of a database. A damaged one must not pass for a newer one, which would be
 * left alone, so the version is in the header twice: the application id is its twin. Throws a
 * DamagedDatabaseError if they differ, or if there are tables and no version.
 */
export function versionOf(db: Database): number {
  const version = db.pragma('user_version', { simple: true }) as number;
  const twin = db.pragma('application_id', { simple: true }) as number;
  // 0 if written before the twin existed.
  if (twin !== 0 && twin !== version)
    throw new DamagedDatabaseError(`version ${version} is also ${twin}`);
  if (version === 0 && db.prepare('SELECT 1 FROM sqlite_schema LIMIT 1').get())
    throw new DamagedDatabaseError('tables without a version');
  return version;
}

/** Returns the version that a list of migrations leads to. */
export function newestVersion(migrations: readonly Migration[]): number {
  return migrations.at(-1)?.version ?? 0;
}

/**
 * Throws a NewerDatabaseError before anything in a newer database is changed. Returns its version.
 */
export function refuseNewer(db: Database, migrations: readonly Migration[]): number {
  const found = versionOf(db);
  const known = newestVersion(migrations);
  if (found > known) throw new NewerDatabaseError(found, known);
  return found;
}

/**
 * Brings a database up to date; each migration and its version number are one transaction. Besides
 * SQLite's own functions a migration can use those of `search-functions.ts`. Throws if a migration
 * leaves a row without its parent; the database is then as it was before that migration.
 */
export function migrate(db: Database, migrations: readonly Migration[]): void {
  const found = refuseNewer(db, migrations);
  addSearchFunctions(db);
  const due = migrations.filter(({ version }) => version > found);
  if (due.length === 0) return;
  const before = db.pragma('foreign_keys', { simple: true }) as number;
  // A table is rebuilt by dropping the old one, which would delete the rows that refer to it. Can
  // only be switched outside a transaction (sqlite.org/lang_altertable.html, section 7).
  db.pragma('foreign_keys = OFF');
  try {
    for (const migration of due) db.transaction(() => run(db, migration)).immediate();
  } finally {
    db.pragma(`foreign_keys = ${before}`);
  }
}

function run(db: Database, { version, run: change }: Migration): void {
  // A failing disk may have left some; they stay as they were found.
  const orphans = countOrphans(db);
  if (typeof change === 'string') db.exec(change);
  else change(db);
  const left = countOrphans(db);
  if (left > orphans) throw new Error(`migration ${version} orphaned ${left - orphans} rows`);
  db.pragma(`user_version = ${version}`);
  db.pragma(`application_id = ${version}`);
}

/** Counts rows that name a missing parent. */
function countOrphans(db: Database): number {
  return db.prepare('SELECT count(*) FROM pragma_foreign_key_check').pluck().get() as number;
}
