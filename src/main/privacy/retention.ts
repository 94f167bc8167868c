import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Database } from 'better-sqlite3';
import { dayMs } from '../base/durations.ts';
import { madeAt } from '../base/made-at.ts';
import { restorableMs } from '../exotel/confirmed-time.ts';
import { listCallsAfter, type RemovableCall, removeCalls } from '../storage/tables/erasure.ts';
import { removeMissedBefore } from '../storage/tables/missed-calls.ts';
import { forgetRemoved } from '../storage/tables/removed-calls.ts';

/** Read in one go. A wrong clock may put times out of order, but hardly across this many calls. */
const readPerTurn = 500;
/** Removed in one transaction: takes some milliseconds. */
const removePerTurn = 50;
/** Before Handset existed: the time of a clock without a battery, not of a call. */
const noTimeBefore = Date.UTC(2020, 0);

/**
 * Returns the earliest time, in epoch milliseconds, at which each call can have been made. A slow
 * clock does not make a call old: if Exotel has given a time, that counts; if not, as for a call
 * that was not sent, the call is no older than those before it in the database. A time before
 * Handset existed, in the future or unreadable says nothing, and its call is not old.
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
 * Yields calls older than `keepMs` whose story is over, in batches, oldest first. `now`: epoch
 * milliseconds by a reliable clock.
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
 * Removes old calls, a few at a time, so that a dial never waits. Returns how many. `gone` is
 * called for each batch; `signal` stops it between two transactions.
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

/** Forgets calls that can no longer be restored, a few at a time. Returns how many. */
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

/**
 * A floor's missed calls are of customers whom this agent may never have spoken with. They are listed
 * for a week only, so they are kept no longer than this even if calls are kept for ever.
 */
const missedKeptMs = 30 * dayMs;

/**
 * Removes the floor's missed calls that are older than calls are kept (`keepMs`; null for ever), a
 * few at a time. Returns how many.
 */
export async function removeOldMissed(
  db: Database,
  { now, keepMs }: { now: number; keepMs: number | null },
  signal: AbortSignal,
): Promise<number> {
  const before = now - Math.min(keepMs ?? missedKeptMs, missedKeptMs);
  let total = 0;
  while (!signal.aborted) {
    const removed = removeMissedBefore(db, before, removePerTurn);
    if (removed === 0) break;
    total += removed;
    await nextTurn();
  }
  return total;
}
