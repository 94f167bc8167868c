import type { Database } from 'better-sqlite3';
import type { CallFacts } from '../../shared/domain/call.ts';
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
  /** A call is looked at by the poller already. */
  isFollowed: (id: string) => boolean;
  /** Tells the recordings that Exotel names, when the budget has a request to spare. May reject. */
  ask: (id: string) => Promise<string[]>;
  /** An ended call was looked at for the last time. */
  verified: (id: string, urls: string[]) => void;
}

const sweepEveryMs = 24 * hourMs;
/** In one sweep: the newest, and some of the older ones. */
const sweepSize = { newest: 10, older: 10 } as const;
/** A call that is opened again and again is asked about no more often than this. */
const openedGapMs = 60_000;

/**
 * Looks at calls that nobody follows: the last one after an end, and those whose end never came.
 * Giving a call up only means that it is asked about seldom: at the start, daily, after the computer
 * slept, and when the agent opens it or says so.
 */
export class LatePolls {
  readonly #options: LatePollsOptions;
  readonly #timers: Timers;
  readonly #openedAt = new Map<string, number>();
  /** When a sweep is due, by the clock that never jumps; null: none runs by itself. */
  #dueAt: number | null = null;
  #sweeping = false;
  #isDisposed = false;

  constructor(options: LatePollsOptions) {
    this.#options = options;
    this.#timers = new Timers(options.clock);
  }

  /** From now on, and each day. */
  start(): void {
    if (this.#isDisposed) return;
    this.#dueAt = steadyNow(this.#options.clock);
    void this.#sweepIfDue();
  }

  /** The computer is awake: timers may have stood still. */
  wake(): void {
    void this.#sweepIfDue();
  }

  /** The agent looks at a call: its end may be had by now. */
  opened(id: string): void {
    const now = steadyNow(this.#options.clock);
    if (now - (this.#openedAt.get(id) ?? Number.NEGATIVE_INFINITY) < openedGapMs) return;
    if (!this.#isWanted(id)) return;
    this.#openedAt.set(id, now);
    void this.#look(id);
  }

  /** The agent waits for it. Resolves when Exotel has answered, or has not. */
  async pollNow(id: string): Promise<void> {
    if (this.#isWanted(id)) await this.#look(id);
  }

  /**
   * Durations can still change for some minutes: one more look, then the call is settled.
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
        if (!this.#isDisposed && this.#isWanted(id)) heard = (await this.#look(id)) && heard;
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
      // Left unsettled: the next start looks once more as well.
      log.warn('a call could not be verified', { reason: String(error) });
      this.#timers.run(hourMs, () => void this.#verify(id));
      return;
    }
    verified(id, urls);
  }

  #isWanted(id: string): boolean {
    const call = this.#options.facts(id);
    return call !== null && canStillTell(call) && !this.#options.isFollowed(id);
  }

  /** False: Exotel could not be asked. */
  async #look(id: string): Promise<boolean> {
    try {
      await this.#options.ask(id);
      return true;
    } catch (error) {
      this.#options.log.warn('a call without an end could not be asked about', {
        reason: String(error),
      });
      // "Not found" is an answer, too.
      return (this.#options.facts(id)?.pollProblem?.httpStatus ?? null) !== null;
    }
  }
}
