import { type BigIntStats, statSync } from 'node:fs';
import SqliteDatabase, { type Database } from 'better-sqlite3';

/** The files that an open book writes, as they were when it was opened. */
const opened = new WeakMap<Database, Map<string, BigIntStats>>();

/** Its journal is there from the first transaction until it is closed. */
const endings = ['', '-wal'] as const;

export function rememberFiles(db: Database): void {
  const files = endings.map((ending) => db.name + ending);
  opened.set(
    db,
    new Map(
      files.flatMap((file) => {
        const found = look(file);
        return found ? [[file, found] as const] : [];
      }),
    ),
  );
}

/**
 * Are the files that an open book writes still those that the next start will find? POSIX lets a
 * folder be moved or deleted under them: then SQLite writes on, and nobody will ever read it. Costs
 * two looks at the disk.
 */
export function isInPlace(db: Database): boolean {
  const files = [...(opened.get(db) ?? [])];
  if (files.some(([file]) => !look(file))) return false;
  const same = files.every(([file, { dev, ino }]) => {
    const found = look(file);
    return found?.dev === dev && found.ino === ino;
  });
  // Some network drives number their files anew now and then: only what is read there can tell.
  return same || readsTheSame(db);
}

function look(file: string): BigIntStats | undefined {
  try {
    return statSync(file, { bigint: true, throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}

/** Another file has other calls, or an older state of them. */
function readsTheSame(db: Database): boolean {
  const state = `SELECT count(*) || ' ' || coalesce(max(id), 0) FROM timeline`;
  try {
    const other = new SqliteDatabase(db.name, { readonly: true, fileMustExist: true });
    try {
      return other.prepare(state).pluck().get() === db.prepare(state).pluck().get();
    } finally {
      other.close();
    }
  } catch {
    return false;
  }
}
