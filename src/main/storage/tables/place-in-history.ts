import type { Database } from 'better-sqlite3';
import { prepared } from '../database/connection.ts';

/**
 * A call's place in the history is its `seq`: the second in which it began, so that everything that
 * reads in the order of `seq` reads in the order in which calls happened, also where a call was
 * learnt of later than others. Rows of versions before this have small numbers, in their order, and
 * come first.
 */

/**
 * The place of a call that is dialled now: behind all the others, whatever the clock says. What was
 * dialled later is newer.
 * @param now epoch milliseconds.
 */
export function placeOfDial(db: Database, now: number): number {
  return Math.max(secondOf(now), highest(db) + 1);
}

/**
 * The place of a call that Handset has only now heard of.
 * @param beganAt epoch milliseconds by Exotel's clock.
 */
export function placeAt(db: Database, beganAt: number): number {
  let place = secondOf(beganAt);
  // What was given out once, to a call that is gone as well, is not given out again while it can
  // still be restored.
  while (isTaken(db, place)) place += 1;
  return place;
}

function secondOf(at: number): number {
  return Math.max(Math.floor(at / 1000), 1);
}

/** The highest place that was ever given out: that of a call which was erased is not used again. */
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
