import type { Database } from 'better-sqlite3';

/** Returns a stored JSON document of the database; undefined if there is none. */
export function documentIn(db: Database, key: string): unknown {
  const text = db.prepare('SELECT value FROM documents WHERE key = ?').pluck().get(key);
  return text === undefined ? undefined : JSON.parse(text as string);
}
