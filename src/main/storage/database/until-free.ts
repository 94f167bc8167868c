import { setTimeout as wait } from 'node:timers/promises';
import { type Database, SqliteError } from 'better-sqlite3';
import { AppFailure } from '../../../shared/domain/app-error.ts';

/**
 * How long a single write may hold up everything else, including windows, tray and hotkey. Longer
 * waits happen in between: see {@link untilFree}.
 */
export const busyMs = 100;

type Pause = (ms: number) => Promise<unknown>;

const firstPauseMs = 25;
const longestPauseMs = 250;
/** About five seconds in all. */
const triesInAll = 24;

/**
 * Waits, without holding anything up, until no other program is writing to the database, or for
 * about five seconds: then the following write says what is in its way.
 */
export async function untilFree(db: Database, pause: Pause = wait): Promise<void> {
  for (const ms of pauses()) {
    if (isFree(db)) return;
    await pause(ms);
  }
}

/**
 * Tries once, without waiting. Anything else that forbids writing is for the write itself to
 * report.
 */
function isFree(db: Database): boolean {
  if (db.inTransaction) return true;
  db.pragma('busy_timeout = 0');
  try {
    db.exec('BEGIN IMMEDIATE; ROLLBACK');
    return true;
  } catch (error) {
    return !isBusy(error);
  } finally {
    db.pragma(`busy_timeout = ${busyMs}`);
  }
}

/**
 * Does work that another program may block by writing to the database, retrying for about five
 * seconds: only for work whose first write comes before anything that cannot be repeated. Throws
 * the last attempt's error.
 */
export async function asSoonAsFree<T>(
  work: () => T | Promise<T>,
  pause: Pause = wait,
): Promise<Awaited<T>> {
  for (const ms of pauses()) {
    try {
      return await work();
    } catch (error) {
      if (!isBusy(error)) throw error;
    }
    await pause(ms);
  }
  return await work();
}

function pauses(): number[] {
  return Array.from({ length: triesInAll }, (_, index) =>
    Math.min(firstPauseMs * (index + 1), longestPauseMs),
  );
}

function isBusy(error: unknown): boolean {
  if (error instanceof SqliteError) return /^SQLITE_(BUSY|LOCKED)/.test(error.code);
  return error instanceof AppFailure && isBusy(error.cause);
}
