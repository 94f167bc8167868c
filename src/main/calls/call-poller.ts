import type { CallState } from '../../shared/domain/call.ts';
import { type Clock, steadyNow } from '../base/clock.ts';
import type { PollPriority } from '../exotel/request-budget.ts';
import { type Hints, nextPollDelay } from './poll-schedule.ts';

/** A call that goes on, as a look left it. */
export interface OpenCall {
  over: false;
  state: CallState;
  /** By the clock that never jumps. */
  acceptedAt: number;
  failed: boolean;
  /** Exotel says that it knows no such call. */
  notFound?: boolean;
  retryAfterSeconds: number | null;
  /** 1 for real accounts; practice time runs faster. */
  timeScale: number;
}

/** What a look told the poller: over, not asked because the budget has to wait, or going on. */
export type PollReport = { over: true } | { postponedMs: number } | OpenCall;

/** Why a look is made. */
export interface PollRequest {
  /** Looks so far. */
  polls: number;
  /** Looks in a row that failed. */
  failures: number;
  /** Answers of "not found" in a row, and since when; milliseconds. */
  notFound: { times: number; forMs: number };
  /** Since the call is followed, milliseconds. */
  followedMs: number;
  need: PollPriority;
  /** The call is said to be over: ask for what tells the end. */
  end: boolean;
}

export interface CallPollerOptions {
  clock: Clock;
  random: () => number;
  /**
   * Asks the provider once about a call. Never rejects; null: the look failed on this computer,
   * and nothing was learned.
   */
  look: (callId: string, wish: PollRequest) => Promise<PollReport | null>;
}

interface Followed {
  looks: number;
  failures: number;
  /** All times but `nextAt` are by the clock that never jumps. */
  since: number;
  notFound: { times: number; since: number };
  nextAt: number | null;
  /** The look that runs now. */
  looking: Promise<void> | null;
  /** When the last look began. */
  lookedAt: number;
  /** Somebody waits for the next look; `end`: because the call is said to be over. */
  urged: { end: boolean } | null;
  hints: Hints;
  last: OpenCall;
  cancelTimer: () => void;
}

/** Callbacks that come doubled or in a flood cause no more than one look in this time. */
const hintGapMs = 1_000;

/**
 * Follows open calls by asking again and again: one timer per call, set only after the look before
 * has answered, and every answer checked against "still wanted?".
 */
export class CallPoller {
  readonly #options: CallPollerOptions;
  readonly #followed = new Map<string, Followed>();
  /** Callbacks came for the call that ended last. */
  #hintsCame = false;
  #paused = false;
  #disposed = false;

  constructor(options: CallPollerOptions) {
    this.#options = options;
  }

  /** Starts to follow a call; one that is followed already stays as it is. */
  follow(callId: string, first: OpenCall): void {
    if (this.#disposed || this.#followed.has(callId)) return;
    const followed: Followed = {
      looks: 0,
      failures: 0,
      since: this.#steady(),
      notFound: { times: 0, since: 0 },
      nextAt: null,
      looking: null,
      lookedAt: Number.NEGATIVE_INFINITY,
      urged: null,
      hints: this.#hintsCame ? 'expected' : 'none',
      last: first,
      cancelTimer: () => {},
    };
    this.#followed.set(callId, followed);
    this.#schedule(callId, followed);
  }

  /** Looks anew, at once, whatever the schedule says. */
  async pollNow(callId: string): Promise<void> {
    const followed = this.#followed.get(callId);
    if (!followed) return;
    // What is on its way may have left before the news.
    while (followed.looking) await followed.looking;
    if (this.#followed.get(callId) !== followed) return;
    followed.cancelTimer();
    followed.urged = { end: true };
    await this.#look(callId, followed);
  }

  /** A status callback came. It is believed in nothing but this: that a look is worth it now. */
  hint(callId: string, event: 'answered' | 'terminal' | null): void {
    const followed = this.#followed.get(callId);
    if (!followed) return;
    followed.hints = 'arriving';
    // That the customer answered too is nothing that a look could tell.
    if (event === 'answered' && followed.last.state !== 'accepted') return;
    followed.urged = { end: event !== 'answered' || followed.urged?.end === true };
    if (!followed.looking) this.#schedule(callId, followed);
  }

  /** Whether somebody looks at this call until it is over. */
  follows(callId: string): boolean {
    return this.#followed.has(callId);
  }

  /** When the next look is planned, epoch milliseconds. */
  nextAt(callId: string): number | null {
    return this.#followed.get(callId)?.nextAt ?? null;
  }

  /** The computer is going to sleep. */
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
    for (const callId of this.#followed.keys()) void this.pollNow(callId);
  }

  /** For good: nothing is followed afterwards. */
  dispose(): void {
    this.#disposed = true;
    for (const followed of this.#followed.values()) followed.cancelTimer();
    this.#followed.clear();
  }

  #look(callId: string, followed: Followed): Promise<void> {
    followed.looking = this.#ask(callId, followed);
    return followed.looking;
  }

  async #ask(callId: string, followed: Followed): Promise<void> {
    const { urged, looks } = followed;
    followed.nextAt = null;
    followed.urged = null;
    const beganAt = this.#steady();
    const end = urged?.end ?? false;
    // Every leg is over: somebody waits for the last word.
    const need = end || followed.last.state === 'finishing' ? 'now' : 'live';
    const wish: PollRequest = {
      polls: looks,
      need,
      end,
      failures: followed.failures,
      notFound: {
        times: followed.notFound.times,
        forMs: followed.notFound.times === 0 ? 0 : beganAt - followed.notFound.since,
      },
      followedMs: beganAt - followed.since,
    };
    const report = (await this.#options.look(callId, wish)) ?? {
      ...followed.last,
      failed: true,
      notFound: false,
      retryAfterSeconds: null,
    };
    followed.looking = null;
    if (this.#followed.get(callId) !== followed) return;
    if ('postponedMs' in report) {
      followed.urged ??= urged;
      return this.#plan(callId, followed, report.postponedMs);
    }
    followed.looks += 1;
    followed.lookedAt = beganAt;
    if (report.over) {
      this.#hintsCame = followed.hints === 'arriving';
      this.#followed.delete(callId);
      return;
    }
    followed.last = report;
    followed.failures = report.failed ? followed.failures + 1 : 0;
    const { times, since } = followed.notFound;
    followed.notFound = report.notFound
      ? { times: times + 1, since: times === 0 ? beganAt : since }
      : { times: 0, since: 0 };
    this.#schedule(callId, followed);
  }

  #schedule(callId: string, followed: Followed): void {
    const { random } = this.#options;
    const { last } = followed;
    const delay =
      nextPollDelay({
        state: last.state,
        sinceAcceptedMs: (this.#steady() - last.acceptedAt) / last.timeScale,
        failures: followed.failures,
        retryAfterSeconds: last.retryAfterSeconds,
        hints: followed.hints,
        random: random(),
      }) * last.timeScale;
    const urgedDelay = Math.max(followed.lookedAt + hintGapMs - this.#steady(), 0);
    this.#plan(callId, followed, followed.urged ? Math.min(urgedDelay, delay) : delay);
  }

  #steady(): number {
    return steadyNow(this.#options.clock);
  }

  #plan(callId: string, followed: Followed, delayMs: number): void {
    followed.cancelTimer();
    if (this.#paused) return;
    const { clock } = this.#options;
    followed.nextAt = clock.now() + delayMs;
    followed.cancelTimer = clock.setTimeout(() => void this.#look(callId, followed), delayMs);
  }
}
