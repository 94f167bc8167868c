import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import { prepared } from '../database/connection.ts';
import { indexCall } from './call-search.ts';
import { addLeftovers } from './pending-cleanup.ts';

/**
 * Calls that were removed because of their age and can still be restored, each as one row of JSON:
 * lists, search and counts do not include them.
 */

/** The tables whose rows are deleted and restored with a call. */
export const hangingTables = ['timeline', 'recordings', 'unexpected_responses'] as const;

const rowSchema = z.record(z.string(), z.union([z.string(), z.number(), z.null()]));
type Row = z.infer<typeof rowSchema>;
const rowsSchema = z.object({
  call: rowSchema,
  ...(Object.fromEntries(hangingTables.map((table) => [table, z.array(rowSchema)])) as Record<
    (typeof hangingTables)[number],
    z.ZodArray<typeof rowSchema>
  >),
  /** Do-not-call marks of its result or refusal: they stay, and are linked to their call again. */
  marks: z.array(rowSchema),
});

/**
 * Keeps a call for restoring. Call it in a transaction, before the call is deleted. `at` is epoch
 * milliseconds by Exotel's clock.
 */
export function keepForRestoring(
  db: Database,
  call: { seq: number; id: string; sid: string | null },
  at: number,
): void {
  const list = (table: string): unknown[] =>
    prepared(
      db,
      `SELECT ${columnsOf(db, table)} FROM ${table} WHERE call_id = ? ORDER BY rowid`,
    ).all(call.id);
  const rows = {
    call: prepared(db, `SELECT ${columnsOf(db, 'calls')} FROM calls WHERE seq = ?`).get(call.seq),
    ...Object.fromEntries(hangingTables.map((table) => [table, list(table)])),
    marks: list('do_not_call'),
  };
  prepared(
    db,
    `INSERT INTO removed_calls (seq, number, sid, removed_at, rows)
     SELECT seq, coalesce(customer_number, ''), ?, ?, ? FROM calls WHERE seq = ?`,
  ).run(call.sid, Math.round(at), JSON.stringify(rows), call.seq);
}

/** Returns how many can be restored, and when the last of them was removed, epoch milliseconds. */
export function countRemoved(db: Database): { calls: number; at: number | null } {
  return prepared(
    db,
    'SELECT count(*) AS calls, max(removed_at) AS at FROM removed_calls',
  ).get() as {
    calls: number;
    at: number | null;
  };
}

/**
 * Puts back up to `limit` calls as they were, those after a place in the database, oldest first, in
 * one transaction. Returns how far it got and which calls are back; one that cannot be read stays
 * where it is. Null if there are no more.
 */
export function restoreCalls(
  db: Database,
  afterSeq: number,
  limit: number,
): { seq: number; restored: number } | null {
  return db
    .transaction(() => {
      const kept = prepared(
        db,
        'SELECT seq, rows FROM removed_calls WHERE seq > ? ORDER BY seq LIMIT ?',
      ).all(afterSeq, limit) as { seq: number; rows: string }[];
      const last = kept.at(-1);
      if (!last) return null;
      const restored = kept.filter(({ seq, rows }) => isRestored(db, seq, rows)).length;
      return { seq: last.seq, restored };
    })
    .immediate();
}

/** Nests a transaction, so that a failure affects only this call. */
function isRestored(db: Database, seq: number, json: string): boolean {
  try {
    db.transaction(() => {
      const { call, marks, ...hanging } = rowsSchema.parse(JSON.parse(json));
      insertRow(db, 'calls', call);
      for (const table of hangingTables)
        for (const row of hanging[table]) insertRow(db, table, row);
      for (const mark of marks)
        prepared(
          db,
          `UPDATE do_not_call SET call_id = @call_id
           WHERE call_id IS NULL AND practice IS @practice AND number = @number AND at = @at
             AND source = @source`,
        ).run(mark);
      indexCall(db, seq);
      prepared(db, 'DELETE FROM removed_calls WHERE seq = ?').run(seq);
    })();
    return true;
  } catch {
    return false;
  }
}

/** Forgets up to `limit` calls that were removed before a time, for good. Returns how many. */
export function forgetRemoved(db: Database, before: number, limit: number): number {
  return db
    .transaction(() => {
      const { changes } = prepared(
        db,
        `DELETE FROM removed_calls WHERE seq IN (
           SELECT seq FROM removed_calls WHERE removed_at < ? ORDER BY removed_at LIMIT ?)`,
      ).run(before, limit);
      // Their bytes and files are removed as well.
      if (changes > 0) addLeftovers(db, { sids: [], erase: false });
      return changes;
    })
    .immediate();
}

/** Returns the sids of all calls that can be restored: their recordings are kept for them. */
export function listRemovedSids(db: Database): Set<string> {
  const sids = prepared(db, "SELECT sid FROM removed_calls WHERE sid > ''").pluck().all();
  return new Set(sids as string[]);
}

/** Counts what can be restored of a person. */
export function countRemovedOf(
  db: Database,
  number: string,
): { calls: number; notes: number; recordings: number } {
  return prepared(
    db,
    `SELECT count(*) AS calls, count(nullif(rows ->> '$.call.note', '')) AS notes,
            coalesce(sum((SELECT count(value ->> 'file_name')
                          FROM json_each(rows, '$.recordings'))), 0) AS recordings
     FROM (SELECT iif(json_valid(rows), rows, '{}') AS rows FROM removed_calls WHERE number = ?)`,
  ).get(number) as { calls: number; notes: number; recordings: number };
}

/** Forgets a person's calls, for good. Returns their sids. */
export function forgetRemovedOf(db: Database, number: string): string[] {
  const sids = prepared(db, 'DELETE FROM removed_calls WHERE number = ? RETURNING sid')
    .pluck()
    .all(number) as (string | null)[];
  return sids.flatMap((sid) => sid ?? []);
}

function insertRow(db: Database, table: string, row: Row): void {
  const known = columnsOf(db, table)
    .split(', ')
    .filter((column) => column in row);
  const values = known.map((column) => `@${column}`);
  prepared(db, `INSERT INTO ${table} (${known.join(', ')}) VALUES (${values.join(', ')})`).run(row);
}

/** Without generated columns, which SQLite leaves out here. */
function columnsOf(db: Database, table: string): string {
  const names = prepared(db, 'SELECT name FROM pragma_table_info(?)').pluck().all(table);
  return names.join(', ');
}
