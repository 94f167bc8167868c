import type { Database } from 'better-sqlite3';
import type { Clock } from '../base/clock.ts';
import { Emitter } from '../base/emitter.ts';
import type { Log } from '../base/log.ts';
import { Timers } from '../base/timers.ts';
import { indexMoreNames } from '../storage/tables/call-search.ts';

export interface LateNamesOptions {
  db: Database;
  clock: Clock;
  log: Log;
}

/** Pause between two slices, so that dials, polls and windows get their turn. */
const pauseMs = 50;
/** Delay before trying again after the disk refused a write. */
const againMs = 60_000;

/**
 * Reindexes calls after a contact with many of them was renamed: the newest calls are found by the
 * new name at once, the rest slice by slice. What is left is recorded in the database, so a restart
 * continues where it was.
 */
export class LateNames {
  /** Emits when every call can be found by its contact's name. */
  readonly finished = new Emitter<null>();
  readonly #options: LateNamesOptions;
  readonly #timers: Timers;
  #planned = false;
  /** Whether something was indexed since the last event. */
  #untold = false;

  constructor(options: LateNamesOptions) {
    this.#options = options;
    this.#timers = new Timers(options.clock);
  }

  /** Continues with whatever is left: after a start, and after a contact changed. */
  start(): void {
    if (!this.#planned) this.#plan(pauseMs);
  }

  dispose(): void {
    this.#timers.dispose();
  }

  #plan(ms: number): void {
    this.#planned = true;
    this.#timers.run(ms, () => this.#work());
  }

  #work(): void {
    this.#planned = false;
    try {
      if (indexMoreNames(this.#options.db)) {
        this.#untold = true;
        this.#plan(pauseMs);
      } else if (this.#untold) {
        this.#untold = false;
        this.finished.emit(null);
      }
    } catch (error) {
      this.#options.log.error('names could not be indexed', error);
      this.#plan(againMs);
    }
  }
}
