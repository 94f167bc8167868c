import type { Database } from 'better-sqlite3';
import { type DoubtedDial, listDoubted } from '../storage/tables/unfinished-calls.ts';
import type { CallClock } from './call-clock.ts';
import type { CallLedger } from './call-ledger.ts';

/** How long a call in doubt may still ring, or be found in Exotel's dashboard. */
export const doubtMs = 60 * 60_000;

export interface RecentDoubtOptions {
  db: Database;
  ledger: CallLedger;
  times: CallClock;
}

/**
 * Tells whether a call to a number, not known to be placed, may still be ringing. It counts as
 * recent until an hour has provably passed: by time that Handset saw pass, by Exotel's clock, or by
 * how long this computer has been running. The wall clock proves nothing.
 */
export class RecentDoubt {
  readonly #options: RecentDoubtOptions;

  constructor(options: RecentDoubtOptions) {
    this.#options = options;
  }

  about(practice: boolean, number: string): boolean {
    const { db } = this.#options;
    return listDoubted(db, practice, number).some((dial) => this.#leastAgeMs(dial) <= doubtMs);
  }

  #leastAgeMs(dial: DoubtedDial): number {
    const { ledger, times } = this.#options;
    const call = ledger.facts(dial.id);
    if (call) {
      const { at } = times.now(call);
      if (times.isSure(call)) return at - call.createdAt;
    }
    // If the computer has not restarted since the dial, it had been running this long at the dial;
    // if it has, it has been running only since after the dial.
    const ranMs = ledger.bootAge();
    const ranAtDial = Math.max(dial.createdAt - dial.bootedAt, 0);
    return ranMs >= ranAtDial ? ranMs - ranAtDial : ranMs;
  }
}
