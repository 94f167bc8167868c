import { type BigIntStats, statSync } from 'node:fs';
import type { Database } from 'better-sqlite3';

/** The files an open database writes to, as they were when it was opened. */
const opened = new WeakMap<Database, Map<string, BigIntStats>>();

/** Its journal exists from the first transaction until it is closed. */
const endings = ['', '-wal'] as const;

export function rememberFiles(db: Database): void {
  const files = endings.map((ending) => db.name + ending);
  opened.set(
    db,
    new Map(
      files.flatMap((file) => {
        const found = statsOf(file);
        return found ? [[file, found] as const] : [];
      }),
    ),
  );
}

/**
 * Whether the files an open database writes to are still those the next start will find. POSIX
 * allows a folder to be moved or deleted while they are open: then SQLite keeps writing where
 * nobody will ever read. Costs two file system calls.
 */
export function isInPlace(db: Database): boolean {
  const files = [...(opened.get(db) ?? [])];
  return files.every(([file, { dev, ino }]) => {
    const found = statsOf(file);
    return found?.dev === dev && found.ino === ino;
  });
}

function statsOf(file: string): BigIntStats | undefined {
  try {
    return statSync(file, { bigint: true, throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}
