import type { CallDirection, CallState } from '../../shared/domain/call.ts';
import { type Clock, steadyNow } from '../base/clock.ts';
import type { PollPriority } from '../exotel/request-budget.ts';
import { type Hints, nextPollDelay } from './poll-schedule.ts';

/** A call that is going on, as a poll left it. */
export interface OpenCall {
  over: false;
  direction: CallDirection;
  state: CallState;
  /** By the monotonic clock. */
  acceptedAt: number;
  failed: boolean;
  /** Exotel says that it knows no such call. */
  notFound?: boolean;
  retryAfterSeconds: number | null;
  /** 1 for real accounts; practice time runs faster. */
  timeScale: number;
}

/**
 * What a poll reports: the call is over, it was not asked about because the budget has to wait, or
 * it is going on.
 */
export type PollReport = { over: true } | { postponedMs: number } | OpenCall;

/** Why a poll is made. */
export interface PollRequest {
  /** Polls so far. */
  polls: number;
  /** Failed polls in a row. */
  failures: number;
  /** "Not found" responses in a row, and for how long, in milliseconds. */
  notFound: { times: number; forMs: number };
  /** How long the call has been followed, in milliseconds. */
  followedMs: number;
  need: PollPriority;
  /** The call is said to be over: ask for what describes the end. */
  end: boolean;
}

export interface CallPollerOptions {
  clock: Clock;
  random: () => number;
  /**
   * Asks the provider once about a call. Never rejects; resolves to null if the poll failed on this
   * computer and nothing was learned.
   */
  poll: (callId: string, wish: PollRequest) => Promise<PollReport | null>;
}

interface Followed {
  polls: number;
  failures: number;
  /** All times but `nextAt` are by the monotonic clock. */
  since: number;
  notFound: { times: number; since: number };
  nextAt: number | null;
  /** The poll that is running now. */
  polling: Promise<void> | null;
  /** When the last poll began. */
  polledAt: number;
  /** Someone is waiting for the next poll; `end`: because the call is said to be over. */
  urged: { end: boolean } | null;
  hints: Hints;
  last: OpenCall;
  cancelTimer: () => void;
}

/** Callbacks that come doubled or in a flood cause at most one poll in this time. */
const hintGapMs = 1_000;

/**
 * Follows open calls by polling: one timer per call, set only after the poll before has returned,
 * and every result is checked against "still wanted?".
 */
export class CallPoller {
  readonly #options: CallPollerOptions;
  readonly #followed = new Map<string, Followed>();
  /** Callbacks came for the last call that ended. */
  #hintsCame = false;
  #paused = false;
  #disposed = false;

  constructor(options: CallPollerOptions) {
    this.#options = options;
  }

  /** Starts to follow a call; does nothing if it is followed already. */
  follow(callId: string, first: OpenCall): void {
    if (this.#disposed || this.#followed.has(callId)) return;
    const followed: Followed = {
      polls: 0,
      failures: 0,
      since: this.#steady(),
      notFound: { times: 0, since: 0 },
      nextAt: null,
      polling: null,
      polledAt: Number.NEGATIVE_INFINITY,
      urged: null,
      hints: this.#hintsCame ? 'expected' : 'none',
      last: first,
      cancelTimer: () => {},
    };
    this.#followed.set(callId, followed);
    this.#schedule(callId, followed);
  }

  /** Polls at once, whatever the schedule says. */
  async pollNow(callId: string): Promise<void> {
    const followed = this.#followed.get(callId);
    if (!followed) return;
    // A poll already on its way may have left before the news.
    while (followed.polling) await followed.polling;
    if (this.#followed.get(callId) !== followed) return;
    followed.cancelTimer();
    followed.urged = { end: true };
    await this.#poll(callId, followed);
  }

  /** Handles a status callback. We trust it only to say that a poll is worthwhile now. */
  hint(callId: string, event: 'answered' | 'terminal' | null): void {
    const followed = this.#followed.get(callId);
    if (!followed) return;
    followed.hints = 'arriving';
    // A poll could not show that the customer answered too.
    if (event === 'answered' && followed.last.state !== 'accepted') return;
    followed.urged = { end: event !== 'answered' || followed.urged?.end === true };
    if (!followed.polling) this.#schedule(callId, followed);
  }

  /** Handles news from elsewhere: the wait for the next poll begins anew. */
  heard(callId: string, state: CallState): void {
    const followed = this.#followed.get(callId);
    if (!followed) return;
    followed.last = { ...followed.last, state };
    if (!followed.polling) this.#schedule(callId, followed);
  }

  /** Whether a call is polled until it is over. */
  follows(callId: string): boolean {
    return this.#followed.has(callId);
  }

  /** When the next poll is planned, epoch milliseconds. */
  nextAt(callId: string): number | null {
    return this.#followed.get(callId)?.nextAt ?? null;
  }

  /** Stops polling while the computer sleeps. */
  pause(): void {
    this.#paused = true;
    for (const followed of this.#followed.values()) {
      followed.cancelTimer();
      followed.nextAt = null;
    }
  }

  /** Polls everything now that the computer is awake: much may have happened. */
  resume(): void {
    if (!this.#paused) return;
    this.#paused = false;
    for (const callId of this.#followed.keys()) void this.pollNow(callId);
  }

  /** Stops for good: nothing is followed afterwards. */
  dispose(): void {
    this.#disposed = true;
    for (const followed of this.#followed.values()) followed.cancelTimer();
    this.#followed.clear();
  }

  #poll(callId: string, followed: Followed): Promise<void> {
    followed.polling = this.#ask(callId, followed);
    return followed.polling;
  }

  async #ask(callId: string, followed: Followed): Promise<void> {
    const { urged, polls } = followed;
    followed.nextAt = null;
    followed.urged = null;
    const beganAt = this.#steady();
    const end = urged?.end ?? false;
    // Every leg is over: the agent is waiting for the final status.
    const need = end || followed.last.state === 'finishing' ? 'now' : 'live';
    const wish: PollRequest = {
      polls,
      need,
      end,
      failures: followed.failures,
      notFound: {
        times: followed.notFound.times,
        forMs: followed.notFound.times === 0 ? 0 : beganAt - followed.notFound.since,
      },
      followedMs: beganAt - followed.since,
    };
    const report = (await this.#options.poll(callId, wish)) ?? {
      ...followed.last,
      failed: true,
      notFound: false,
      retryAfterSeconds: null,
    };
    followed.polling = null;
    if (this.#followed.get(callId) !== followed) return;
    if ('postponedMs' in report) {
      followed.urged ??= urged;
      return this.#plan(callId, followed, report.postponedMs);
    }
    followed.polls += 1;
    followed.polledAt = beganAt;
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
        direction: last.direction,
        state: last.state,
        sinceAcceptedMs: (this.#steady() - last.acceptedAt) / last.timeScale,
        failures: followed.failures,
        retryAfterSeconds: last.retryAfterSeconds,
        hints: followed.hints,
        random: random(),
      }) * last.timeScale;
    const urgedDelay = Math.max(followed.polledAt + hintGapMs - this.#steady(), 0);
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
    followed.cancelTimer = clock.setTimeout(() => void this.#poll(callId, followed), delayMs);
  }
}
