import type { Database } from 'better-sqlite3';
import { prepared } from '../database/connection.ts';

/**
 * A call's place in the history is its `seq`: the second in which it began, so that reading by
 * `seq` gives calls in the order in which they happened, even if one became known later than
 * others. Rows from earlier versions have small numbers, in their order, and come first.
 */

/**
 * Returns the place of a call that is dialled now: after all others, whatever the clock says. What
 * was dialled later is newer.
 * @param now epoch milliseconds.
 */
export function placeOfDial(db: Database, now: number): number {
  return Math.max(secondOf(now), highest(db) + 1);
}

/**
 * Returns the place of a call that Handset has only now heard of.
 * @param beganAt epoch milliseconds by Exotel's clock.
 */
export function placeAt(db: Database, beganAt: number): number {
  let place = secondOf(beganAt);
  // A place once given out, even to a call that is gone, is not given out again while that call can
  // still be restored.
  while (isTaken(db, place)) place += 1;
  return place;
}

function secondOf(at: number): number {
  return Math.max(Math.floor(at / 1000), 1);
}

/** The highest place ever given out; that of an erased call is not used again. */
function highest(db: Database): number {
  const seq = prepared(db, "SELECT seq FROM sqlite_sequence WHERE name = 'calls'").pluck().get();
  return typeof seq === 'number' ? seq : 0;
}

function isTaken(db: Database, place: number): boolean {
  const row = prepared(
    db,
    `SELECT 1 FROM calls WHERE seq = @place
     UNION ALL SELECT 1 FROM removed_calls WHERE seq = @place LIMIT 1`,
  ).get({ place });
  return row !== undefined;
}
