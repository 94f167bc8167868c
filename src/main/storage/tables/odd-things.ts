import type { Database } from 'better-sqlite3';
import type { Read } from '../../base/read-fields.ts';

/** Beyond this many, more tell support nothing new. */
const mostKept = 200;

const seen = new WeakMap<Database, Set<string>>();

/**
 * Notes for diagnostics that something in the database is not as it should be: where it is, never
 * what it says. For example `calls 12: state, legs`.
 */
export function noteOdd(db: Database, where: string, fields: readonly string[]): void {
  const lines = seen.get(db) ?? new Set<string>();
  seen.set(db, lines);
  if (fields.length > 0 && lines.size < mostKept) lines.add(`${where}: ${fields.join(', ')}`);
}

/** Returns what was read, and notes what was odd about it. */
export function noted<T>(db: Database, where: string, { value, odd }: Read<T>): T {
  noteOdd(db, where, odd);
  return value;
}

/** Returns what was odd since the database was opened, in the order in which it was seen. */
export function oddThings(db: Database): string[] {
  return [...(seen.get(db) ?? [])];
}
