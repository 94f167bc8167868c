import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import { terminalStates } from '../../../shared/domain/call-states.ts';
import { prepared } from '../database/connection.ts';
import { setMergeOnDelete } from '../database/scrub.ts';
import { factSql } from './call-row.ts';
import { indexAllNames } from './call-search.ts';
import { addLeftovers } from './pending-cleanup.ts';
import { forgetRemovedOf, keepForRestoring } from './removed-calls.ts';

/** The part of a call that removing it needs. */
const removableSchema = z.object({
  seq: z.number(),
  id: z.string().catch(''),
  /** Null also if it cannot be read: then no recording is named after it. */
  sid: z.string().nullable().catch(null),
  /**
   * Null if it cannot be read. Such a call is removed when the agent asks, not because of its age.
   */
  createdAt: z.number().nullable().catch(null),
  /** How far this computer's clock was ahead at the dial; null if not known. */
  aheadMs: z.number().nullable().catch(null),
  /** It is finished, or the agent has said how it went. */
  over: z.number().transform(Boolean),
});
export type RemovableCall = z.infer<typeof removableSchema>;

const terminalList = terminalStates.map((state) => `'${state}'`).join(', ');
const select = `
  SELECT seq, id, ${factSql('sid')} AS sid, ${factSql('createdAt')} AS createdAt,
         ${factSql('aheadMs')} AS aheadMs,
         coalesce(settled = 1 OR state IN (${terminalList}) OR ${factSql('dial.verdict')} IS NOT NULL, 0)
           AS over
  FROM calls`;

/** Returns the next calls after a place in the database, oldest first. */
export function listCallsAfter(db: Database, seq: number, limit: number): RemovableCall[] {
  const rows = prepared(db, `${select} WHERE seq > ? ORDER BY seq LIMIT ?`).all(seq, limit);
  return z.array(removableSchema).parse(rows);
}

/**
 * Removes calls and everything that belongs to them from every list, search and count; for some
 * days they can be restored. `at` is epoch milliseconds by Exotel's clock.
 */
export function removeCalls(db: Database, calls: readonly RemovableCall[], at: number): void {
  db.transaction(() => {
    for (const call of calls) keepForRestoring(db, call, at);
    deleteCalls(db, calls);
    // Their words are removed from the index.
    addLeftovers(db, { sids: [], erase: false });
  }).immediate();
}

/**
 * Removes a person from both histories, for good: calls, including those that could still be
 * restored, contacts, and everything that belongs to them. `keepDoNotCall`: a mark stays, with the
 * number and nothing else. Returns the calls that were in the database.
 */
export function removePerson(
  db: Database,
  number: string,
  keepDoNotCall: boolean,
): RemovableCall[] {
  return db
    .transaction(() => {
      const rows = prepared(db, `${select} WHERE customer_number = ?`).all(number);
      const calls = z.array(removableSchema).parse(rows);
      deleteCalls(db, calls);
      const sids = [...calls.flatMap(({ sid }) => sid ?? []), ...forgetRemovedOf(db, number)];
      addLeftovers(db, { sids, erase: true });
      // Previous names may mention the person.
      indexAllNames(db);
      const tables = ['contacts', 'missed_calls', ...(keepDoNotCall ? [] : ['do_not_call'])];
      for (const table of tables) prepared(db, `DELETE FROM ${table} WHERE number = ?`).run(number);
      return calls;
    })
    .immediate();
}

/**
 * Removes one call and everything that belongs to it, for good; do-not-call marks stay. Returns how
 * many recordings it had.
 */
export function removeCallForGood(db: Database, seq: number): number {
  return db
    .transaction(() => {
      const call = removableSchema.parse(prepared(db, `${select} WHERE seq = ?`).get(seq));
      const files = prepared(
        db,
        `SELECT file_name FROM recordings
         WHERE call_id = (SELECT id FROM calls WHERE seq = ?) AND file_name IS NOT NULL`,
      )
        .pluck()
        .all(seq);
      deleteCalls(db, [call]);
      // If its record cannot be read, the files still show its sid.
      const sids = new Set([call.sid ?? '', ...files.map((name) => String(name).split('.')[0])]);
      addLeftovers(db, { sids: [...sids].flatMap((sid) => sid || []), erase: true });
      return files.length;
    })
    .immediate();
}

function deleteCalls(db: Database, calls: readonly RemovableCall[]): void {
  setMergeOnDelete(db, 0);
  for (const { seq } of calls) {
    prepared(db, 'DELETE FROM call_search WHERE rowid = ?').run(seq);
    prepared(db, 'DELETE FROM calls WHERE seq = ?').run(seq);
  }
}
