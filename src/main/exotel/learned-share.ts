/**
 * Requests per minute that an agent starts with if the number of agents on the account is unknown.
 */
const firstShare = 1.5;
/**
 * Never more than this: 60 agents who don't know of each other still leave room for their dials.
 * The limit shows only when it is hit, and a dial that comes then is refused as well.
 */
const mostShare = 1.8;
/**
 * By how many requests per minute the share grows each minute, both before the first refusal and
 * afterwards on the way back.
 */
const discovery = 0.1;
const recovery = 0.001;
/**
 * Fewer than 60 agents are never refused, so a 429 means 60 or more share the account: assume 200.
 */
const crowdedShare = 0.65;

/**
 * An agent's share of the account's requests if the number of agents is unknown: it grows with
 * time, and drops at once when the account hits its limit. It remembers the refusal, so that
 * finding the limit once does not mean running into it all day.
 */
export class LearnedShare {
  #perMinute = firstShare;
  #everRefused = false;
  #grewAt: number | null = null;

  /** Requests per minute. */
  get perMinute(): number {
    return this.#perMinute;
  }

  /**
   * Call it when a poll was answered. Time without polls is no evidence, so at most two minutes
   * count.
   */
  accepted(now: number): void {
    const minutes = Math.min(Math.max(now - (this.#grewAt ?? now), 0) / 60_000, 2);
    this.#grewAt = now;
    const growth = this.#everRefused ? recovery : discovery;
    this.#perMinute = Math.min(this.#perMinute + growth * minutes, mostShare);
  }

  /** Call it when the account was at its limit. */
  refused(): void {
    this.#everRefused = true;
    this.#perMinute = crowdedShare;
  }
}
