import { minuteMs } from '../base/durations.ts';
import { Serial } from '../base/serial.ts';
import { LearnedShare } from './learned-share.ts';

/**
 * Voice requests per minute for the account, all agents together; from Exotel's API documentation.
 */
export const accountLimitPerMinute = 200;

/**
 * How urgent a poll is: the agent is waiting for it (`now`), a call is open (`live`), or the call
 * is over and only its details can still change (`later`).
 */
export type PollPriority = 'now' | 'live' | 'later';

/** The shortest wait a budget asks for. */
const shortestWaitMs = 100;
/** With a smaller share a dial would use all of it, so polls are spaced wider instead. */
const fewestCounted = 4;
/** The floor keeps a reserve, so its share is never less; a desktop does not rely on that. */
const leastPollShare = 0.001;
/** How long to pause if Exotel refused without saying for how long. */
const defaultPauseMs = 30_000;

/**
 * One agent's share of the requests an account may make in a minute. It records every request that
 * is sent and is consulted before each poll, but never before the POST, so polling cannot hold up a
 * dial. Two rules work together:
 *
 * - In any minute an agent makes no more requests than its share: 200 divided by the number of
 *   agents. So agents who all know their number cannot exceed the limit, however it is counted.
 *   While no call is open, one request is kept free for the next dial.
 * - Within the share, polls are paced by a token bucket, so that a few quick ones at the start
 *   leave a steady rest.
 */
export class RequestBudget {
  readonly #agents: () => number | null;
  readonly #pollShare: () => number | null;
  readonly #learned = new LearnedShare();
  /** When this agent's own requests were sent, oldest first. */
  #sent: number[] = [];
  #tokens = Number.POSITIVE_INFINITY;
  #countedAt = 0;
  #pausedUntil = 0;
  #liveAt = Number.NEGATIVE_INFINITY;
  readonly #turns = new Serial();

  /**
   * @param agents how many share the account; null if unknown
   * @param pollShare polls per minute that the floor leaves this agent, who shares by it then; null
   *   without a floor
   */
  constructor(agents: () => number | null, pollShare: () => number | null = () => null) {
    this.#agents = agents;
    this.#pollShare = pollShare;
  }

  /** Roughly how many requests this agent may make per minute. */
  get perMinute(): number {
    return this.#share().perMinute;
  }

  /** Records that a request was sent at `now`. */
  sent(kind: 'place' | 'query', now: number): void {
    this.#refill(now);
    // The floor has counted all dials before it shared out what is left.
    if (kind === 'place' && this.#pollShare() !== null) return;
    // A dial takes what is left but does not put polls into debt: the pace leaves room for dials.
    const least = kind === 'query' ? -1 : Math.min(this.#tokens, 0);
    this.#tokens = Math.max(this.#tokens - 1, least);
    this.#sent.push(now);
  }

  /** Records that a poll was answered, whatever the response. */
  accepted(now: number): void {
    this.#learned.accepted(now);
  }

  /** Records a 429: this agent sends no polls for as long as Exotel asks. */
  refused(now: number, retryAfterSeconds: number | null): void {
    this.#learned.refused();
    const pauseMs = retryAfterSeconds === null ? defaultPauseMs : retryAfterSeconds * 1000;
    this.#pausedUntil = Math.max(this.#pausedUntil, now + pauseMs);
  }

  /** Returns how many milliseconds until a poll may be sent; 0 for at once. Nothing is reserved. */
  waitMs(need: PollPriority, now: number): number {
    const wait = Math.max(this.#pausedUntil - now, this.#waitForShare(need, now));
    if (need !== 'later') this.#liveAt = now;
    return wait <= 0 ? 0 : Math.max(Math.ceil(wait), shortestWaitMs);
  }

  /**
   * Resolves when a poll that the agent is not waiting for may be sent, one such poll after the
   * other. `sleep` need not resolve once its owner is disposed of.
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
    // Borrowed from the polls that would have followed.
    if (need === 'now')
      return Math.max(-this.#tokens * tokenMs, this.#waitForWindow(limit + limit / 4, now));
    const token = (1 - this.#tokens) * tokenMs;
    if (need === 'live') return Math.max(token, this.#waitForWindow(limit, now));
    // Open calls come first: polls of calls that are over wait until none of those is due.
    const quietTokens = Number.isFinite(limit) ? 2 : 3;
    const idle = this.#tokens >= 2 ? 0 : this.#liveAt + quietTokens * tokenMs - now;
    return Math.max(token, idle, this.#waitForWindow(limit - 1, now));
  }

  /** How long until fewer than `limit` requests are younger than a minute. */
  #waitForWindow(limit: number, now: number): number {
    const last = this.#sent[this.#sent.length - Math.ceil(limit)];
    return last === undefined ? 0 : last + minuteMs - now;
  }

  #refill(now: number): void {
    const { capacity, tokenMs } = this.#share();
    const won = Math.max(now - this.#countedAt, 0) / tokenMs;
    this.#tokens = Math.min(this.#tokens + won, capacity);
    this.#countedAt = now;
    // Drops times in the future: if the clock was set back, polls must not be held up for that
    // long.
    this.#sent = this.#sent.filter((at) => at > now - minuteMs && at <= now);
  }

  #share(): { perMinute: number; limit: number; capacity: number; tokenMs: number } {
    const polls = this.#pollShare();
    if (polls !== null) return paced(Math.max(polls, leastPollShare));
    const agents = this.#agents();
    if (agents === null) {
      const { perMinute } = this.#learned;
      return { perMinute, limit: Infinity, capacity: 3, tokenMs: minuteMs / perMinute };
    }
    return paced(accountLimitPerMinute / Math.max(agents, 1));
  }
}

function paced(perMinute: number) {
  const limit = Math.floor(perMinute);
  if (limit < fewestCounted) {
    return { perMinute, limit: Infinity, capacity: 1, tokenMs: (minuteMs / perMinute) * 1.35 };
  }
  const capacity = 1 + Math.floor(limit / 5);
  return { perMinute, limit, capacity, tokenMs: minuteMs / (limit - capacity + 1) };
}
