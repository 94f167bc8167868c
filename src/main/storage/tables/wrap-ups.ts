import type { Database } from 'better-sqlite3';
import type { Call } from '../../../shared/domain/call.ts';
import { prepared, unlessOdd } from '../database/connection.ts';
import { readable, select, toCalls } from './call-row.ts';
import { indexCall } from './call-search.ts';
import { addMark, removeMarkOfResult } from './do-not-call-marks.ts';

/** What the agent says was the result of a call. */
export interface GivenResult {
  /** Null for none. */
  id: string | null;
  marksDoNotCall: boolean;
  /** Epoch milliseconds. */
  at: number;
}

/** Nobody leaves more calls than this open; older ones stay in the history. */
const mostCurrent = 200;

/**
 * Returns what the dialer shows: calls that are live, in doubt, or over and not wrapped up. Newest
 * first.
 */
export function listCurrent(db: Database, practice: boolean, limit = mostCurrent): Call[] {
  const rows = prepared(
    db,
    `${select} WHERE calls.wrapped = 0 AND calls.practice = ?
     ORDER BY calls.seq DESC LIMIT ?`,
  ).all(practice ? 1 : 0, limit);
  // Nothing can be said about a call that cannot be read: it stays in the history.
  return readable(toCalls(db, rows));
}

/**
 * Removes from the dialer, before a new call, earlier calls of its history that were never placed
 * and have no note: there is nothing to say about them. Returns their ids.
 */
export function closeUnplaced(db: Database, id: string): string[] {
  const unplaced = prepared(
    db,
    `SELECT seq, id FROM calls
     WHERE wrapped = 0 AND state IN ('rejected', 'not_sent') AND note = '' AND id IS NOT @id
       AND practice = (SELECT practice FROM calls WHERE id = @id)`,
  );
  const close = prepared(db, 'UPDATE calls SET wrapped = 1 WHERE seq = ?');
  const rows = unplaced.all({ id }) as { seq: number; id: unknown }[];
  for (const { seq } of rows) unlessOdd(() => void close.run(seq));
  return rows.map((row) => row.id).filter((each) => typeof each === 'string');
}

/** Whether the dialer shows a call, judging by its row; see {@link listCurrent}. */
export function isCurrent(db: Database, id: string): boolean {
  return prepared(db, 'SELECT wrapped FROM calls WHERE id = ?').pluck().get(id) === 0;
}

/**
 * Gives a call its result, and the number the mark that goes with it. The mark made by its previous
 * result is removed. Returns false if there is no such call.
 */
export function setResult(db: Database, id: string, result: GivenResult): boolean {
  return db.transaction(() => giveResult(db, id, result)).immediate();
}

/**
 * Ends wrap-up: this call, and no other, leaves the dialer. Without a new result it keeps its own.
 */
export function finishWrapUp(db: Database, id: string, result: GivenResult | null): boolean {
  return setWrapped(db, id, true, result);
}

/** Puts a call back into the dialer, with its previous result. */
export function reopenWrapUp(db: Database, id: string, result: GivenResult): boolean {
  return setWrapped(db, id, false, result);
}

function setWrapped(
  db: Database,
  id: string,
  wrapped: boolean,
  result: GivenResult | null,
): boolean {
  return db
    .transaction(() => {
      const { changes } = prepared(db, 'UPDATE calls SET wrapped = ? WHERE id = ?').run(
        wrapped ? 1 : 0,
        id,
      );
      if (changes === 1 && result) giveResult(db, id, result);
      return changes === 1;
    })
    .immediate();
}

function giveResult(
  db: Database,
  id: string,
  { id: disposition, marksDoNotCall, at }: GivenResult,
) {
  const call = prepared(
    db,
    `SELECT seq, practice, customer_number AS number, disposition FROM calls WHERE id = ?`,
  ).get(id) as
    | { seq: number; practice: number; number: string; disposition: string | null }
    | undefined;
  if (!call) return false;
  // The same result again says nothing new: a mark that was removed in the meantime stays removed.
  if (call.disposition === disposition) return true;
  prepared(db, 'UPDATE calls SET disposition = ? WHERE id = ?').run(disposition, id);
  indexCall(db, call.seq);
  removeMarkOfResult(db, id);
  if (marksDoNotCall)
    addMark(db, {
      practice: call.practice === 1,
      number: call.number,
      at,
      source: 'result',
      callId: id,
    });
  return true;
}
