import type { Database } from 'better-sqlite3';

export interface Migration {
  /** `user_version` once it ran; rises from one migration to the next. */
  version: number;
  sql: string;
}

/** The file was written by a newer Handset: it is left as it is. */
export class NewerDatabaseError extends Error {
  constructor(found: number, known: number) {
    super(`database version ${found} is newer than ${known}`);
    this.name = 'NewerDatabaseError';
  }
}

/** Throws a NewerDatabaseError before anything of a newer database is changed. Answers its version. */
export function refuseNewer(db: Database, migrations: readonly Migration[]): number {
  const found = db.pragma('user_version', { simple: true }) as number;
  const known = migrations.at(-1)?.version ?? 0;
  if (found > known) throw new NewerDatabaseError(found, known);
  return found;
}

/** Brings a database up to date; each migration and its version number are one transaction. */
export function migrate(db: Database, migrations: readonly Migration[]): void {
  const found = refuseNewer(db, migrations);
  for (const { version, sql } of migrations) {
    if (version <= found) continue;
    db.transaction(() => {
      db.exec(sql);
      db.pragma(`user_version = ${version}`);
    }).immediate();
  }
}
