import type { Database } from 'better-sqlite3';

/** A JSON document of the database as it is kept; undefined where there is none. */
export function documentIn(db: Database, key: string): unknown {
  const text = db.prepare('SELECT value FROM documents WHERE key = ?').pluck().get(key);
  return text === undefined ? undefined : JSON.parse(text as string);
}
