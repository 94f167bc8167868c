import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import { terminalStates } from '../../shared/domain/call-states.ts';
import { setMergeOnDelete } from './book-scrub.ts';
import { factSql } from './call-row.ts';
import { indexAllNames } from './call-search.ts';
import { prepared } from './database.ts';
import { addLeftovers } from './leftovers-document.ts';

/** As much of a call as removing it needs. */
const removableSchema = z.object({
  seq: z.number(),
  id: z.string().catch(''),
  /** Null also where it cannot be read: then no recording is named after it. */
  sid: z.string().nullable().catch(null),
  /** Null: it cannot be read. Such a call is removed at the agent's wish, and not for its age. */
  createdAt: z.number().nullable().catch(null),
  /** Its story is over, or the agent has said how it went. */
  over: z.number().transform(Boolean),
});
export type RemovableCall = z.infer<typeof removableSchema>;

const terminalList = terminalStates.map((state) => `'${state}'`).join(', ');
const createdAt = factSql('createdAt');
const select = `
  SELECT seq, id, ${factSql('sid')} AS sid, ${createdAt} AS createdAt,
         coalesce(settled = 1 OR state IN (${terminalList}) OR ${factSql('verdict')} IS NOT NULL, 0)
           AS over
  FROM calls`;

/** The next calls after a place in the book, oldest first. */
export function listCallsAfter(db: Database, seq: number, limit: number): RemovableCall[] {
  const rows = prepared(db, `${select} WHERE seq > ? ORDER BY seq LIMIT ?`).all(seq, limit);
  return z.array(removableSchema).parse(rows);
}

/** Removes calls with all that hangs on them, and notes what they leave outside of the book. */
export function removeCalls(db: Database, calls: readonly RemovableCall[]): void {
  db.transaction(() => removeInside(db, calls, false)).immediate();
}

/**
 * Removes a person from both histories: calls, contacts, and what hangs on them. `keepDoNotCall`: a
 * mark stays, with the number and nothing else. Answers the calls that were removed.
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
      removeInside(db, calls, true);
      // Names of before may mention the person.
      indexAllNames(db);
      const tables = ['contacts', ...(keepDoNotCall ? [] : ['do_not_call'])];
      for (const table of tables)
        prepared(db, `DELETE FROM ${table} WHERE practice IN (0, 1) AND number = ?`).run(number);
      return calls;
    })
    .immediate();
}

function removeInside(db: Database, calls: readonly RemovableCall[], erase: boolean): void {
  setMergeOnDelete(db, 0);
  for (const { seq } of calls) {
    prepared(db, 'DELETE FROM call_search WHERE rowid = ?').run(seq);
    prepared(db, 'DELETE FROM calls WHERE seq = ?').run(seq);
  }
  addLeftovers(db, { sids: calls.flatMap(({ sid }) => sid ?? []), erase });
}

/** When the newest call was made, epoch milliseconds; null: there is none. */
export function newestCallAt(db: Database): number | null {
  const newest = prepared(
    db,
    `SELECT ${createdAt} AS at FROM calls WHERE typeof(${createdAt}) IN ('integer', 'real')
     ORDER BY seq DESC LIMIT 1`,
  ).get() as { at: number } | undefined;
  return newest?.at ?? null;
}
