import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Database } from 'better-sqlite3';
import { madeAt } from '../base/made-at.ts';
import { restorableMs } from '../exotel/confirmed-time.ts';
import { listCallsAfter, type RemovableCall, removeCalls } from '../storage/tables/erasure.ts';
import { forgetRemoved } from '../storage/tables/removed-calls.ts';

/** Read at once. Times may be out of order after a wrong clock, but hardly for so many calls. */
const readPerTurn = 500;
/** Removed in one transaction: some milliseconds. */
const removePerTurn = 50;
/** Before there was Handset: a clock without a battery, and no time of a call. */
const noTimeBefore = Date.UTC(2020, 0);

/**
 * When calls were made at the earliest that their clocks can have meant, epoch milliseconds. A clock
 * that was behind makes no call old: where Exotel has told, its time counts; where it has not, as of
 * a call that was not sent, the call is no older than those before it in the database. A time before
 * Handset, after now, or that cannot be read, says nothing, and its call is not old.
 */
export function timesOf(now: number): (call: RemovableCall) => number {
  let newest = Number.NEGATIVE_INFINITY;
  return ({ createdAt, aheadMs }) => {
    const own = madeAt(createdAt ?? now, aheadMs);
    if (own < noTimeBefore || own > now) return now;
    const at = aheadMs === null ? Math.max(own, newest) : own;
    newest = Math.max(newest, at);
    return at;
  };
}

/**
 * Calls older than `keepMs` whose story is over, in portions, oldest first. `now`: epoch
 * milliseconds by a clock that can be relied on.
 */
async function* oldCalls(
  db: Database,
  now: number,
  keepMs: number,
): AsyncGenerator<RemovableCall[]> {
  const timeOf = timesOf(now);
  let seq = 0;
  for (;;) {
    const calls = listCallsAfter(db, seq, readPerTurn);
    const old = calls.filter((call) => timeOf(call) < now - keepMs);
    if (old.length === 0) return;
    yield old.filter(({ over }) => over);
    seq = calls.at(-1)?.seq ?? seq;
    await nextTurn();
  }
}

export async function countOldCalls(db: Database, now: number, keepMs: number): Promise<number> {
  let total = 0;
  for await (const calls of oldCalls(db, now, keepMs)) total += calls.length;
  return total;
}

/**
 * Removes old calls, a few at a time, so that a dial never waits. Answers how many. `gone` hears of
 * them portion by portion; `signal` ends it between two transactions.
 */
export async function removeOldCalls(
  db: Database,
  { now, keepMs }: { now: number; keepMs: number },
  gone: (callIds: string[]) => Promise<void>,
  signal: AbortSignal,
): Promise<number> {
  let total = 0;
  for await (const calls of oldCalls(db, now, keepMs)) {
    for (let from = 0; from < calls.length; from += removePerTurn) {
      if (signal.aborted) return total;
      const portion = calls.slice(from, from + removePerTurn);
      removeCalls(db, portion, now);
      total += portion.length;
      await nextTurn();
    }
    await gone(calls.map(({ id }) => id));
  }
  return total;
}

/** Forgets calls whose time to be restored is over, a few at a time. Answers how many. */
export async function forgetOldRemoved(
  db: Database,
  now: number,
  signal: AbortSignal,
): Promise<number> {
  let total = 0;
  while (!signal.aborted) {
    const forgotten = forgetRemoved(db, now - restorableMs, removePerTurn);
    if (forgotten === 0) break;
    total += forgotten;
    await nextTurn();
  }
  return total;
}
