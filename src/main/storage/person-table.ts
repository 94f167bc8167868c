import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import { callIdOf } from './call-row.ts';
import { prepared } from './database.ts';

const personSchema = z.object({
  calls: z.number(),
  notes: z.number(),
  /** On this computer. */
  recordings: z.number(),
});

/** What the book holds of a number. */
export function countPerson(db: Database, number: string): z.infer<typeof personSchema> {
  const row = prepared(
    db,
    `SELECT count(*) AS calls, count(nullif(calls.note, '')) AS notes,
            count(recordings.call_id) AS recordings
     FROM calls LEFT JOIN recordings
       ON recordings.call_id = calls.id AND recordings.file_name IS NOT NULL
     WHERE calls.customer_number = ?`,
  ).get(number);
  return personSchema.parse(row);
}

export interface NoteOf {
  seq: number;
  /** The call's, as windows name it. */
  id: string;
  note: string;
}

/** Notes of calls with other numbers, between two places in the book, newest first. */
export function listNotesOfOthers(
  db: Database,
  number: string,
  beforeSeq: number,
  afterSeq: number,
): NoteOf[] {
  const rows = prepared(
    db,
    `SELECT seq, id, note FROM calls
     WHERE seq < ? AND seq >= ? AND note <> '' AND customer_number IS NOT ? ORDER BY seq DESC`,
  ).all(beforeSeq, afterSeq, number) as { seq: number; id: unknown; note: unknown }[];
  return rows.map(({ seq, id, note }) => ({ seq, id: callIdOf(id, seq), note: String(note) }));
}

/** The highest place in the book; 0: it is empty. */
export function newestSeq(db: Database): number {
  return prepared(db, 'SELECT coalesce(max(seq), 0) FROM calls').pluck().get() as number;
}
