import { type BigIntStats, statSync } from 'node:fs';
import type { Database } from 'better-sqlite3';

/** The files that an open database writes, as they were when it was opened. */
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
 * Are the files that an open database writes still those that the next start will find? POSIX lets a
 * folder be moved or deleted under them: then SQLite writes on, and nobody will ever read it. Costs
 * two looks at the disk.
 */
export function isInPlace(db: Database): boolean {
  const files = [...(opened.get(db) ?? [])];
  return files.every(([file, { dev, ino }]) => {
    const found = look(file);
    return found?.dev === dev && found.ino === ino;
  });
}

function look(file: string): BigIntStats | undefined {
  try {
    return statSync(file, { bigint: true, throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}
