import type { Database } from 'better-sqlite3';
import { insertCall } from '../../src/main/storage/tables/calls.ts';
import { recordedCall } from '../../tests/support/call-facts.ts';

/** Returns what a database holds: one line per call, the oldest first. */
export function callsOf(db: Database): string[] {
  return db
    .prepare("SELECT id || ' ' || note || facts FROM calls ORDER BY seq")
    .pluck()
    .all() as string[];
}

/** Every fortieth is unanswered: it may have been sent after the backup. */
export function addCalls(db: Database, from: number, to: number): void {
  db.transaction(() => {
    for (let index = from; index < to; index += 1)
      insertCall(
        db,
        recordedCall({
          id: `call-${index}`,
          customerNumber: `+9198${10_000_000 + index}`,
          state: index % 40 === 0 ? 'recorded' : index % 40 === 1 ? 'sending' : 'ended',
        }),
        Date.UTC(2026, 0, 1),
      );
  })();
}
