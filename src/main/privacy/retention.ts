import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Database } from 'better-sqlite3';
import { listCallsAfter, type RemovableCall, removeCalls } from '../storage/removal.ts';

export const dayMs = 24 * 3_600_000;
/** Read at once. Times may be out of order after a wrong clock, but hardly for so many calls. */
const readPerTurn = 500;
/** Removed in one transaction: some milliseconds. */
const removePerTurn = 50;

/** Calls made before a time (epoch milliseconds) whose story is over, in portions, oldest first. */
async function* oldCalls(db: Database, before: number): AsyncGenerator<RemovableCall[]> {
  let seq = 0;
  for (;;) {
    const calls = listCallsAfter(db, seq, readPerTurn);
    const old = calls.filter(({ createdAt }) => createdAt !== null && createdAt < before);
    if (old.length === 0) return;
    yield old.filter(({ over }) => over);
    seq = calls.at(-1)?.seq ?? seq;
    await nextTurn();
  }
}

export async function countOldCalls(db: Database, before: number): Promise<number> {
  let total = 0;
  for await (const calls of oldCalls(db, before)) total += calls.length;
  return total;
}

/**
 * Removes old calls, a few at a time, so that a dial never waits. Answers how many; their files are
 * left over. `gone` hears of them portion by portion; `signal` ends it between two transactions.
 */
export async function removeOldCalls(
  db: Database,
  before: number,
  gone: (callIds: string[]) => Promise<void>,
  signal: AbortSignal,
): Promise<number> {
  let total = 0;
  for await (const calls of oldCalls(db, before)) {
    for (let from = 0; from < calls.length; from += removePerTurn) {
      if (signal.aborted) return total;
      const portion = calls.slice(from, from + removePerTurn);
      removeCalls(db, portion);
      total += portion.length;
      await nextTurn();
    }
    await gone(calls.map(({ id }) => id));
  }
  return total;
}
