import type { Database } from 'better-sqlite3';
import type { CallFacts } from '../../shared/domain/call.ts';
import { isReported } from '../../shared/domain/is-reported.ts';
import { type Clock, steadyNow } from '../base/clock.ts';
import { hourMs } from '../base/durations.ts';
import type { Log } from '../base/log.ts';
import { Timers } from '../base/timers.ts';
import { listWithoutEnd } from '../storage/tables/unfinished-calls.ts';
import { canStillTell } from './call-life.ts';
import { verifyAfterMs } from './poll-schedule.ts';

export interface LatePollsOptions {
  db: Database;
  clock: Clock;
  log: Log;
  facts: (id: string) => CallFacts | null;
  /** Whether the poller already follows a call. */
  isFollowed: (id: string) => boolean;
  /**
   * Returns the recordings that Exotel names, once the budget has a request to spare. May reject.
   */
  ask: (id: string) => Promise<string[]>;
  /** Called when an ended call was polled for the last time. */
  verified: (id: string, urls: string[]) => void;
}

const sweepEveryMs = 24 * hourMs;
/** How many calls one sweep polls: the newest, and some of the older ones. */
const sweepSize = { newest: 10, older: 10 } as const;
/** A call that is opened again and again is not polled more often than this. */
const openedGapMs = 60_000;

/**
 * Polls calls that are no longer followed: the last poll after an end, and calls whose end never
 * came. Giving a call up only means that it is polled seldom: at the start, daily, after the
 * computer slept, and when the agent opens it or asks for it.
 */
export class LatePolls {
  readonly #options: LatePollsOptions;
  readonly #timers: Timers;
  readonly #openedAt = new Map<string, number>();
  /** When a sweep is due, by the monotonic clock; null if none is scheduled. */
  #dueAt: number | null = null;
  #sweeping = false;
  #isDisposed = false;

  constructor(options: LatePollsOptions) {
    this.#options = options;
    this.#timers = new Timers(options.clock);
  }

  /** Sweeps now and then daily. */
  start(): void {
    if (this.#isDisposed) return;
    this.#dueAt = steadyNow(this.#options.clock);
    void this.#sweepIfDue();
  }

  /** Handles the computer waking up: timers may have stood still. */
  wake(): void {
    void this.#sweepIfDue();
  }

  /** Handles the agent opening a call: its end may be available by now. */
  opened(id: string): void {
    const now = steadyNow(this.#options.clock);
    if (now - (this.#openedAt.get(id) ?? Number.NEGATIVE_INFINITY) < openedGapMs) return;
    if (!this.#isWanted(id)) return;
    this.#openedAt.set(id, now);
    void this.#poll(id);
  }

  /** Polls now because the agent is waiting. Resolves once Exotel has responded or failed to. */
  async pollNow(id: string): Promise<void> {
    if (this.#isWanted(id)) await this.#poll(id);
  }

  /**
   * Schedules one more poll, since durations can still change for some minutes; then the call is
   * settled.
   * @param waitMs at most {@link verifyAfterMs}, whatever the clocks say.
   */
  verifyLater(id: string, waitMs: number): void {
    const ms = Math.min(Math.max(waitMs, 0), verifyAfterMs);
    this.#timers.run(ms, () => void this.#verify(id));
  }

  dispose(): void {
    this.#dueAt = null;
    this.#isDisposed = true;
    this.#timers.dispose();
  }

  async #sweepIfDue(): Promise<void> {
    const { clock, db, log } = this.#options;
    const now = steadyNow(clock);
    if (this.#dueAt === null || this.#sweeping || now < this.#dueAt) return;
    this.#sweeping = true;
    let heard = true;
    try {
      for (const id of listWithoutEnd(db, sweepSize.newest, sweepSize.older))
        if (!this.#isDisposed && this.#isWanted(id)) heard = (await this.#poll(id)) && heard;
    } catch (error) {
      log.error('calls without an end could not be asked about', error);
      heard = false;
    }
    this.#sweeping = false;
    if (this.#isDisposed) return;
    const waitMs = heard ? sweepEveryMs : hourMs;
    this.#dueAt = steadyNow(clock) + waitMs;
    this.#timers.run(waitMs, () => void this.#sweepIfDue());
  }

  async #verify(id: string): Promise<void> {
    const { ask, verified, log } = this.#options;
    let urls: string[];
    try {
      urls = await ask(id);
    } catch (error) {
      // It stays unsettled, so the next start polls it once more as well.
      log.warn('a call could not be verified', { reason: String(error) });
      this.#timers.run(hourMs, () => void this.#verify(id));
      return;
    }
    verified(id, urls);
  }

  #isWanted(id: string): boolean {
    const call = this.#options.facts(id);
    if (!call) return false;
    return canStillTell(call) ? !this.#options.isFollowed(id) : isReported(call);
  }

  /** Returns false if Exotel could not be asked. */
  async #poll(id: string): Promise<boolean> {
    try {
      await this.#options.ask(id);
      return true;
    } catch (error) {
      this.#options.log.warn('a call without an end could not be asked about', {
        reason: String(error),
      });
      // "Not found" is a response, too.
      return (this.#options.facts(id)?.pollProblem?.httpStatus ?? null) !== null;
    }
  }
}
