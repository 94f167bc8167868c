import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import type { DoNotCallMark } from '../../../shared/contract/contacts.ts';
import { momentSchema } from '../../../shared/domain/call.ts';
import { readFields } from '../../base/read-fields.ts';
import { prepared } from '../database/connection.ts';
import { noted } from './odd-things.ts';

/**
 * Do-not-call marks, per history. A number may have several: each result that marks it makes its
 * own, so that taking one back leaves the others. A mark whose history cannot be told holds in
 * both, since it must not be lost.
 */
const markSchema = z.object({
  number: z.string(),
  at: momentSchema,
  source: z.enum(['agent', 'result', 'exotel']),
});

export interface NewMark extends DoNotCallMark {
  practice: boolean;
  /** The call whose result or refusal made it; null if the agent's switch did. */
  callId: string | null;
}

/** Returns the number's first mark; null if it has none. */
export function findMark(db: Database, practice: boolean, number: string): DoNotCallMark | null {
  const row = prepared(
    db,
    `SELECT number, at, source FROM do_not_call WHERE number = ? AND practice IS NOT ?
     ORDER BY at, rowid LIMIT 1`,
  ).get(number, practice ? 0 : 1);
  // Whatever else is odd about the row, the number is marked.
  const blank = { number, at: 0, source: 'agent' } as const;
  return row === undefined ? null : noted(db, 'do_not_call', readFields(markSchema, row, blank));
}

/** Marks a number. A result marks once per call, the agent and Exotel once per number. */
export function addMark(db: Database, { practice, ...mark }: NewMark): void {
  prepared(
    db,
    `INSERT INTO do_not_call (practice, number, at, source, call_id)
     SELECT @practice, @number, @at, @source, @callId
     WHERE NOT EXISTS (SELECT 1 FROM do_not_call
       WHERE practice = @practice AND number = @number AND source = @source
         AND (source <> 'result' OR call_id IS @callId))`,
  ).run({ ...mark, at: Math.round(mark.at), practice: practice ? 1 : 0 });
}

/** Removes every mark of a number in one history; a mark that held in both stays in the other. */
export function removeMarks(db: Database, practice: boolean, number: string): void {
  const [own, other] = practice ? [1, 0] : [0, 1];
  db.transaction(() => {
    prepared(
      db,
      `UPDATE do_not_call SET practice = ?
       WHERE number = ? AND practice IS NOT 0 AND practice IS NOT 1`,
    ).run(other, number);
    prepared(db, 'DELETE FROM do_not_call WHERE number = ? AND practice = ?').run(number, own);
  }).immediate();
}

/** Removes the mark that a call's result made, and no other. */
export function removeMarkOfResult(db: Database, callId: string): void {
  prepared(db, "DELETE FROM do_not_call WHERE call_id = ? AND source = 'result'").run(callId);
}

/**
 * SQL: whether the number of a row in `calls` or `contacts` is marked in the row's history; an odd
 * history counts as real.
 */
export function isMarked(table: 'calls' | 'contacts', number: string): string {
  return `EXISTS (SELECT 1 FROM do_not_call AS marks
    WHERE marks.number = ${table}.${number} AND marks.practice IS NOT (${table}.practice IS NOT 1))`;
}
