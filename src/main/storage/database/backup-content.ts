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
      return { sequence: 0, calls: 0 };
    return isDamage(error) ? 'damaged' : 'unreadable';
  }
}

export function readContent(db: Database): BackupContent {
  const found = db
    .prepare(
      `SELECT (SELECT value FROM documents WHERE key = ?) AS sequence,
              (SELECT seq FROM sqlite_sequence WHERE name = 'calls') AS calls`,
    )
    .get(sequenceKey) as { sequence: string | null; calls: number | null };
  return { sequence: Number(found.sequence) || 0, calls: Number(found.calls) || 0 };
}

export function writeSequence(db: Database, sequence: number): void {
  db.prepare('INSERT OR REPLACE INTO documents (key, value) VALUES (?, ?)').run(
    sequenceKey,
    String(sequence),
  );
}
