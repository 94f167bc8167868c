import { type Database, SqliteError } from 'better-sqlite3';
import type { Backup, BackupContent } from './backup-ring.ts';
import { isDamage } from './migrate.ts';
import { readOnly } from './read-only.ts';

/** The document with a copy's backup number, or, in the database, its last backup's. */
const sequenceKey = 'backup_sequence';

/** Reads a database or a backup without changing it. */
export function contentOf(file: string): Backup['content'] {
  try {
    return readOnly(file, readContent, 100);
  } catch (error) {
    // Without Handset's tables it holds nothing.
    if (error instanceof SqliteError && error.code === 'SQLITE_ERROR')
      return { sequence: 0, lastPlace: 0 };
    return isDamage(error) ? 'damaged' : 'unreadable';
  }
}

export function readContent(db: Database): BackupContent {
  const found = db
    .prepare(
      `SELECT (SELECT value FROM documents WHERE key = ?) AS sequence,
              (SELECT seq FROM sqlite_sequence WHERE name = 'calls') AS lastPlace`,
    )
    .get(sequenceKey) as { sequence: string | null; lastPlace: number | null };
  return { sequence: Number(found.sequence) || 0, lastPlace: Number(found.lastPlace) || 0 };
}

/**
 * Returns how many calls a database has behind a place, `most` at most; 0 if it cannot be read.
 */
export function callsBehind(file: string, place: number, most: number): number {
  const count = (db: Database): unknown =>
    db
      .prepare('SELECT count(*) FROM (SELECT 1 FROM calls WHERE seq > ? LIMIT ?)')
      .pluck()
      .get(place, most);
  try {
    return Number(readOnly(file, count, 100));
  } catch {
    return 0;
  }
}

export function writeSequence(db: Database, sequence: number): void {
  db.prepare('INSERT OR REPLACE INTO documents (key, value) VALUES (?, ?)').run(
    sequenceKey,
    String(sequence),
  );
}
