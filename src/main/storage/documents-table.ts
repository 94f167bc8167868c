import type { Database } from 'better-sqlite3';
import { assertOneRow, prepared } from './database.ts';

/** Reads one JSON document; undefined when there is none. The reader parses it. */
export function readDocument(db: Database, key: string): unknown {
  const row = prepared(db, 'SELECT value FROM documents WHERE key = ?').get(key) as
    | { value: string }
    | undefined;
  return row ? JSON.parse(row.value) : undefined;
}

export function writeDocument(db: Database, key: string, value: unknown): void {
  const { changes } = prepared(
    db,
    'INSERT INTO documents (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
  ).run(key, JSON.stringify(value));
  assertOneRow(changes);
}

export function removeDocument(db: Database, key: string): void {
  prepared(db, 'DELETE FROM documents WHERE key = ?').run(key);
}
