import type { CallState } from '../../shared/domain/call.ts';
import type { Clock } from '../base/clock.ts';
import { nextLookDelay } from './poll-schedule.ts';

/** What a look told the poller: over, or when the next one may be. */
export type LookReport =
  | { over: true }
  | {
      over: false;
      state: CallState;
      acceptedAt: number;
      failed: boolean;
      retryAfterSeconds: number | null;
      /** 1 for real accounts; practice time runs faster. */
      timeScale: number;
    };

export interface CallPollerOptions {
  clock: Clock;
  random: () => number;
  /**
   * Asks the provider once about a call. `looks` counts from 0. Never rejects; null: the look
   * failed on this computer, and nothing was learned.
   */
  look: (callId: string, looks: number) => Promise<LookReport | null>;
}

interface Followed {
  looks: number;
  failures: number;
  nextAt: number | null;
  looking: boolean;
  last: Extract<LookReport, { over: false }>;
  cancelTimer: () => void;
}

/**
 * Follows open calls by asking again and again: one timer per call, set only after the look before
 * has answered, and every answer checked against "still wanted?".
 */
export class CallPoller {
  readonly #options: CallPollerOptions;
  readonly #followed = new Map<string, Followed>();
  #paused = false;
  #disposed = false;

  constructor(options: CallPollerOptions) {
    this.#options = options;
  }

  /** Starts to follow a call; one that is followed already stays as it is. */
  follow(callId: string, first: Extract<LookReport, { over: false }>): void {
    if (this.#disposed || this.#followed.has(callId)) return;
    const followed: Followed = {
      looks: 0,
      failures: 0,
      nextAt: null,
      looking: false,
      last: first,
      cancelTimer: () => {},
    };
    this.#followed.set(callId, followed);
    this.#schedule(callId, followed);
  }

  /** Looks at once, whatever the schedule says. */
  async lookNow(callId: string): Promise<void> {
    const followed = this.#followed.get(callId);
    if (!followed || followed.looking) return;
    followed.cancelTimer();
    await this.#look(callId, followed);
  }

  /** When the next look is planned, epoch milliseconds. */
  nextAt(callId: string): number | null {
    return this.#followed.get(callId)?.nextAt ?? null;
  }

  /** The computer goes to sleep. */
  pause(): void {
    this.#paused = true;
    for (const followed of this.#followed.values()) {
      followed.cancelTimer();
      followed.nextAt = null;
    }
  }

  /** The computer is awake: much may have happened, so everything is looked at now. */
  resume(): void {
    if (!this.#paused) return;
    this.#paused = false;
    for (const callId of this.#followed.keys()) void this.lookNow(callId);
  }

  /** For good: nothing is followed afterwards. */
  dispose(): void {
    this.#disposed = true;
    for (const followed of this.#followed.values()) followed.cancelTimer();
    this.#followed.clear();
  }

  async #look(callId: string, followed: Followed): Promise<void> {
    followed.looking = true;
    followed.nextAt = null;
    const report = (await this.#options.look(callId, followed.looks)) ?? {
      ...followed.last,
      failed: true,
      retryAfterSeconds: null,
    };
    followed.looking = false;
    if (this.#followed.get(callId) !== followed) return;
    followed.looks += 1;
    if (report.over) {
      this.#followed.delete(callId);
      return;
    }
    followed.last = report;
    followed.failures = report.failed ? followed.failures + 1 : 0;
    this.#schedule(callId, followed);
  }

  #schedule(callId: string, followed: Followed): void {
    if (this.#paused) return;
    const { clock, random } = this.#options;
    const { last } = followed;
    const delay =
      nextLookDelay({
        state: last.state,
        sinceAcceptedMs: (clock.now() - last.acceptedAt) / last.timeScale,
        failures: followed.failures,
        retryAfterSeconds: last.retryAfterSeconds,
        random: random(),
      }) * last.timeScale;
    followed.nextAt = clock.now() + delay;
    followed.cancelTimer = clock.setTimeout(() => void this.#look(callId, followed), delay);
  }
}
