import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import { prepared } from '../database/connection.ts';
import { factSql } from './call-row.ts';
import { sidExpression } from './search-terms.ts';

/** A call whose id cannot be read cannot be polled. */
const ids = z
  .array(z.string().nullable().catch(null))
  .transform((all) => all.filter((id) => id !== null));
const withoutEnd = `settled IS NOT 1 AND state IN ('no_final_status', 'unknown') AND ${factSql('sid')} IS NOT NULL`;

/**
 * Returns calls that Exotel knows by a sid and whose end is unknown: the newest, and as many older
 * ones picked at random, so that each is polled now and then, however many there are.
 */
export function listWithoutEnd(db: Database, newest: number, older: number): string[] {
  const recent = ids.parse(
    prepared(db, `SELECT id FROM calls WHERE ${withoutEnd} ORDER BY seq DESC LIMIT ?`)
      .pluck()
      .all(newest),
  );
  const others = ids.parse(
    prepared(
      db,
      `SELECT id FROM (SELECT id FROM calls WHERE ${withoutEnd} ORDER BY seq DESC LIMIT -1 OFFSET ?)
       ORDER BY random() LIMIT ?`,
    )
      .pluck()
      .all(newest, older),
  );
  return [...recent, ...others];
}

/** Whether Exotel gave this sid to another call of the database. */
export function isSidOfAnother(db: Database, sid: string, id: string): boolean {
  // The search index holds every sid, split into parts of three characters.
  const row = prepared(
    db,
    `SELECT 1 FROM call_search CROSS JOIN calls ON calls.seq = call_search.rowid
     WHERE call_search MATCH ? AND ${factSql('sid')} = ? AND id IS NOT ? LIMIT 1`,
  ).get(sidExpression(sid), sid, id);
  return row !== undefined;
}

/**
 * Returns the call to which Exotel gave this sid, the newest if there are several; null if there is
 * none.
 */
export function findCallOfSid(db: Database, sid: string): string | null {
  const id = prepared(
    db,
    `SELECT calls.id FROM call_search CROSS JOIN calls ON calls.seq = call_search.rowid
     WHERE call_search MATCH ? AND ${factSql('sid')} = ?
     ORDER BY call_search.rowid DESC LIMIT 1`,
  )
    .pluck()
    .get(sidExpression(sid), sid);
  return typeof id === 'string' ? id : null;
}

/**
 * When an undecided call was dialled, and when the computer had started by then; epoch
 * milliseconds.
 */
export interface DoubtedDial {
  id: string;
  createdAt: number;
  bootedAt: number;
}

/**
 * Returns calls to this number for which neither Exotel nor the agent has said whether they were
 * placed.
 */
export function listDoubted(db: Database, practice: boolean, number: string): DoubtedDial[] {
  return prepared(
    db,
    `SELECT id, ${factSql('createdAt')} AS createdAt, booted_at AS bootedAt FROM calls
     WHERE customer_number = ? AND practice = ? AND state = 'unknown' AND ${factSql('dial.verdict')} IS NULL`,
  ).all(number, practice ? 1 : 0) as DoubtedDial[];
}
