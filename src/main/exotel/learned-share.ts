/** Requests a minute that an agent begins with where nobody said how many share the account. */
const firstShare = 1.5;
/**
 * Never more than this: 60 agents who all do not know of each other still leave room for their
 * dials. The limit shows only when it is hit, and a dial that comes then is refused as well.
 */
const mostShare = 1.8;
/** Requests a minute won per minute: until the first refusal, and later on the way back. */
const discovery = 0.1;
const recovery = 0.001;
/** Fewer than 60 agents are not refused, so whoever is shares with many: what 200 could have. */
const crowdedShare = 0.65;

/**
 * An agent's share of the account's requests where the number of agents is unknown: it grows
 * with time, and falls at once where the account is at its limit. It remembers that it was refused,
 * so that finding the limit once does not mean running into it all day.
 */
export class LearnedShare {
  #perMinute = firstShare;
  #everRefused = false;
  #grewAt: number | null = null;

  /** Requests a minute. */
  get perMinute(): number {
    return this.#perMinute;
  }

  /** A look was answered. Time without looks is no evidence, so at most two minutes count. */
  accepted(now: number): void {
    const minutes = Math.min(Math.max(now - (this.#grewAt ?? now), 0) / 60_000, 2);
    this.#grewAt = now;
    const growth = this.#everRefused ? recovery : discovery;
    this.#perMinute = Math.min(this.#perMinute + growth * minutes, mostShare);
  }

  /** The account was at its limit. */
  refused(): void {
    this.#everRefused = true;
    this.#perMinute = crowdedShare;
  }
}
