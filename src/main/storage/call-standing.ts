import type { Database } from 'better-sqlite3';
import { openList } from './calls-table.ts';
import { prepared } from './database.ts';

/** Is any call of this agent under way? */
export function hasLiveCall(db: Database, practice: boolean): boolean {
  const row = prepared(
    db,
    `SELECT 1 FROM calls WHERE settled = 0 AND practice = ? AND state IN ('recorded', 'sending', ${openList}) LIMIT 1`,
  ).get(practice ? 1 : 0);
  return row !== undefined;
}

/** The call that Exotel knows by this sid and whose end is not known; null where there is none. */
export function findUnsettledBySid(db: Database, sid: string): string | null {
  const row = prepared(
    db,
    `SELECT id FROM calls WHERE settled = 0 AND state IN ('unknown', 'no_final_status', ${openList}) AND facts ->> 'sid' = ?`,
  ).get(sid) as { id: string } | undefined;
  return row?.id ?? null;
}
