import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import { prepared } from '../database/connection.ts';
import { countRemovedOf } from './removed-calls.ts';

const personSchema = z.object({
  calls: z.number(),
  notes: z.number(),
  /** Those on this computer. */
  recordings: z.number(),
});

/** Counts what the database holds about a number, including calls that can still be restored. */
export function countPerson(db: Database, number: string): z.infer<typeof personSchema> {
  const row = prepared(
    db,
    `SELECT count(DISTINCT calls.seq) AS calls,
            count(DISTINCT iif(calls.note = '', NULL, calls.seq)) AS notes,
            count(recordings.call_id) AS recordings
     FROM calls LEFT JOIN recordings
       ON recordings.call_id = calls.id AND recordings.file_name IS NOT NULL
     WHERE calls.customer_number = ?`,
  ).get(number);
  const shown = personSchema.parse(row);
  const removed = countRemovedOf(db, number);
  return {
    calls: shown.calls + removed.calls,
    notes: shown.notes + removed.notes,
    recordings: shown.recordings + removed.recordings,
  };
}

/** Returns the ids of all calls with a number, in both histories. */
export function listCallIds(db: Database, number: string): string[] {
  return prepared(db, 'SELECT id FROM calls WHERE customer_number = ?')
    .pluck()
    .all(number) as string[];
}
