import type { Database } from 'better-sqlite3';
import { prepared } from '../database/connection.ts';

/** A number that is talked to all day must not hide the others. */
const mostRead = 2_000;

/** Returns the numbers of real customers that the agent talked with, each once, newest first. */
export function listRecentCustomers(db: Database, limit: number): string[] {
  const numbers = prepared(
    db,
    `SELECT customer_number FROM calls
     WHERE practice = 0 AND outcome = 'completed' AND customer_number > '' ORDER BY seq DESC LIMIT ?`,
  )
    .pluck()
    .all(mostRead) as string[];
  return [...new Set(numbers)].slice(0, limit);
}
