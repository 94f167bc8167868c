import { minuteMs } from '../base/durations.ts';
import { Serial } from '../base/serial.ts';
import { LearnedShare } from './learned-share.ts';

/** Voice requests a minute for the account, all agents together; Exotel's API documentation. */
export const accountLimitPerMinute = 200;

/**
 * How much a look is needed: the agent waits for it (`now`), a call is open (`live`), or the call
 * is over and only its details can still change (`later`).
 */
export type PollPriority = 'now' | 'live' | 'later';

/** A budget that says "wait" means at least this long. */
const shortestWaitMs = 100;
/** With a smaller share than this, a dial would be the whole of it: looks are paced wider instead. */
const fewestCounted = 4;
/** Refused without a word how long. */
const defaultPauseMs = 30_000;

/**
 * One agent's share of the requests that an account may make in a minute. It is told of every
 * request that leaves, and asked before each look; a POST is never asked, so polling can hold no
 * dial back. Two rules together:
 *
 * - In any minute an agent makes no more requests than its share: 200 divided by the number of
 *   agents. So agents who all know their number cannot exceed the limit, however it is counted.
 *   While no call is open, one request is left free for the next dial.
 * - Within the share, looks are paced by a token bucket, so that a few quick ones at the start
 *   leave a steady rest.
 */
export class RequestBudget {
  readonly #agents: () => number | null;
  readonly #learned = new LearnedShare();
  /** When this agent's own requests left, oldest first. */
  #sent: number[] = [];
  #tokens = Number.POSITIVE_INFINITY;
  #countedAt = 0;
  #pausedUntil = 0;
  #liveAt = Number.NEGATIVE_INFINITY;
  readonly #turns = new Serial();

  /** @param agents how many share the account; null where nobody said. */
  constructor(agents: () => number | null) {
    this.#agents = agents;
  }

  /** Requests that this agent may make in a minute, roughly. */
  get perMinute(): number {
    return this.#share().perMinute;
  }

  /** A request left at `now`. */
  sent(kind: 'place' | 'query', now: number): void {
    this.#refill(now);
    // A dial takes what is left, but puts no look into debt: the pace leaves room for dials.
    const least = kind === 'query' ? -1 : Math.min(this.#tokens, 0);
    this.#tokens = Math.max(this.#tokens - 1, least);
    this.#sent.push(now);
  }

  /** A look was answered, whatever the answer. */
  accepted(now: number): void {
    this.#learned.accepted(now);
  }

  /** An answer of 429: for as long as Exotel asks, none of this agent's looks leave. */
  refused(now: number, retryAfterSeconds: number | null): void {
    this.#learned.refused();
    const pauseMs = retryAfterSeconds === null ? defaultPauseMs : retryAfterSeconds * 1000;
    this.#pausedUntil = Math.max(this.#pausedUntil, now + pauseMs);
  }

  /** Milliseconds until a look may leave; 0: at once. The answer is a wait, not a reservation. */
  waitMs(need: PollPriority, now: number): number {
    const wait = Math.max(this.#pausedUntil - now, this.#waitForShare(need, now));
    if (need !== 'later') this.#liveAt = now;
    return wait <= 0 ? 0 : Math.max(Math.ceil(wait), shortestWaitMs);
  }

  /**
   * Waits until a look that nobody waits for may leave, one such look after the other. `sleep` need
   * not wake any more once its owner is disposed of.
   */
  turn(now: () => number, sleep: (ms: number) => Promise<void>): Promise<void> {
    return this.#turns.run(async () => {
      const waitMs = () => this.waitMs('later', now());
      for (let ms = waitMs(); ms > 0; ms = waitMs()) await sleep(ms);
    });
  }

  #waitForShare(need: PollPriority, now: number): number {
    this.#refill(now);
    const { limit, tokenMs } = this.#share();
    // Borrowed from the looks that would have followed.
    if (need === 'now')
      return Math.max(-this.#tokens * tokenMs, this.#waitForWindow(limit + limit / 4, now));
    const token = (1 - this.#tokens) * tokenMs;
    if (need === 'live') return Math.max(token, this.#waitForWindow(limit, now));
    // Open calls come first: what is over waits until no look at them is due.
    const quietTokens = Number.isFinite(limit) ? 2 : 3;
    const idle = this.#tokens >= 2 ? 0 : this.#liveAt + quietTokens * tokenMs - now;
    return Math.max(token, idle, this.#waitForWindow(limit - 1, now));
  }

  /** Until fewer than `limit` of the requests are younger than a minute. */
  #waitForWindow(limit: number, now: number): number {
    const last = this.#sent[this.#sent.length - Math.ceil(limit)];
    return last === undefined ? 0 : last + minuteMs - now;
  }

  #refill(now: number): void {
    const { capacity, tokenMs } = this.#share();
    const won = Math.max(now - this.#countedAt, 0) / tokenMs;
    this.#tokens = Math.min(this.#tokens + won, capacity);
    this.#countedAt = now;
    // None of the future: a clock set back must not hold looks for as long as it was set back.
    this.#sent = this.#sent.filter((at) => at > now - minuteMs && at <= now);
  }

  #share(): { perMinute: number; limit: number; capacity: number; tokenMs: number } {
    const agents = this.#agents();
    if (agents === null) {
      const { perMinute } = this.#learned;
      return { perMinute, limit: Infinity, capacity: 3, tokenMs: minuteMs / perMinute };
    }
    const perMinute = accountLimitPerMinute / Math.max(agents, 1);
    const limit = Math.floor(perMinute);
    if (limit < fewestCounted) {
      return { perMinute, limit: Infinity, capacity: 1, tokenMs: (minuteMs / perMinute) * 1.35 };
    }
    const capacity = 1 + Math.floor(limit / 5);
    return { perMinute, limit, capacity, tokenMs: minuteMs / (limit - capacity + 1) };
  }
}
