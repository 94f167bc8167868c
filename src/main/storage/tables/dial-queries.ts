import type { Database } from 'better-sqlite3';
import { prepared } from '../database/connection.ts';
import { factSql, toFacts } from './call-row.ts';
import { openList } from './calls.ts';

/**
 * Whether any call of this agent is under way. A call that cannot be read is not followed and does
 * not count. The `+` keeps SQLite from choosing the index on `practice`: half the database is of
 * one history, and few calls are under way.
 */
export function hasLiveCall(db: Database, practice: boolean): boolean {
  const rows = prepared(
    db,
    `SELECT id, facts FROM calls WHERE settled IS NOT 1 AND +practice = ? AND state IN ('recorded', 'sending', ${openList})`,
  ).all(practice ? 1 : 0) as { id: string; facts: unknown }[];
  return rows.some(({ id, facts }) => toFacts(facts, id) !== null);
}

/**
 * Returns the call that Exotel knows by this sid and whose end is not known; null if there is none.
 */
export function findUnsettledBySid(db: Database, sid: string): string | null {
  const row = prepared(
    db,
    `SELECT id FROM calls WHERE settled IS NOT 1 AND state IN ('unknown', 'no_final_status', ${openList}) AND ${factSql('sid')} = ?`,
  ).get(sid) as { id: unknown } | undefined;
  return typeof row?.id === 'string' ? row.id : null;
}
