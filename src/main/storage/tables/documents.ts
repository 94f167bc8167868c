import { type Database, SqliteError } from 'better-sqlite3';
import { z } from 'zod';
import type { Read } from '../../base/read-fields.ts';
import { assertOneRow, prepared } from '../database/connection.ts';
import { noteOdd } from './odd-things.ts';

/**
 * Reads one JSON document; undefined if there is none. An odd document does not affect the others:
 * `read` returns what could be made of it and what was odd; its text is then kept under another
 * key, see {@link listReset}, and what could be read takes its place.
 */
export function readDocument<T>(
  db: Database,
  key: string,
  read: (stored: unknown) => Read<T>,
): T | undefined {
  const row = prepared(db, 'SELECT value FROM documents WHERE key = ?').get(key) as
    | { value: unknown }
    | undefined;
  if (!row) return undefined;
  const { json, isJson } = parse(row.value);
  const { value, odd } = read(json);
  if (!isJson || odd.length > 0) reset(db, key, isJson ? odd : ['no JSON'], value);
  return value;
}

/** For {@link readDocument}: a document that fits its schema or is missing. */
export function wholeOf<T>(schema: z.ZodType<T>): (stored: unknown) => Read<T | undefined> {
  return (stored) => {
    const parsed = schema.safeParse(stored);
    return parsed.success
      ? { value: parsed.data, odd: [] }
      : { value: undefined, odd: ['not as it should be'] };
  };
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

const oddPrefix = 'odd:';
const keptSchema = z.object({ told: z.boolean() });

/** Resets every document that is not JSON, whatever reads it: see {@link readDocument}. */
export function resetUnreadable(db: Database): void {
  const keys = prepared(db, 'SELECT key FROM documents WHERE json_valid(value) IS NOT 1')
    .pluck()
    .all() as unknown[];
  for (const key of keys) if (typeof key === 'string') reset(db, key, ['no JSON'], undefined);
}

/**
 * Returns the keys of documents that were reset because they could not be read, until the agent
 * knows.
 */
export function listReset(db: Database): string[] {
  const rows = prepared(
    db,
    `SELECT key, value FROM documents WHERE key GLOB '${oddPrefix}*'`,
  ).all();
  return (rows as { key: string; value: unknown }[]).flatMap(({ key, value }) => {
    const kept = keptSchema.safeParse(parse(value).json);
    return kept.data?.told ? [] : [key.slice(oddPrefix.length)];
  });
}

/** Clears that list once the agent knows. The texts stay, for support. */
export function forgetReset(db: Database): void {
  prepared(
    db,
    `UPDATE documents SET value = json_set(value, '$.told', json('true'))
     WHERE key GLOB '${oddPrefix}*' AND json_valid(value)`,
  ).run();
}

/** If nothing can be written now, the odd document stays and is read the same way again. */
function reset(db: Database, key: string, odd: string[], value: unknown): void {
  noteOdd(db, `documents ${key}`, odd);
  try {
    db.transaction(() => {
      prepared(
        db,
        `INSERT OR REPLACE INTO documents (key, value)
         SELECT '${oddPrefix}' || key, json_object('told', json('false'), 'text',
           iif(typeof(value) = 'blob', hex(value), value)) FROM documents WHERE key = ?`,
      ).run(key);
      if (value === undefined) removeDocument(db, key);
      else writeDocument(db, key, value);
    }).immediate();
  } catch (error) {
    if (!(error instanceof SqliteError)) throw error;
  }
}

function parse(value: unknown): { json: unknown; isJson: boolean } {
  try {
    if (typeof value === 'string') return { json: JSON.parse(value), isJson: true };
  } catch {
    // The return value tells.
  }
  return { json: undefined, isJson: false };
}
