/** Requests a minute that an agent begins with where nobody said how many share the account. */
const firstShare = 1.5;
/** Never less than one look in two and a half minutes. */
const leastShare = 0.65;
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
const decrease = 0.65;
/** Several refusals within this time are one and the same crowd. */
const sameCrowdMs = 60_000;

/**
 * An agent's share of the account's requests where the number of agents is unknown: additive
 * increase, multiplicative decrease. It remembers where it was refused, so that finding the limit
 * once does not mean running into it all day.
 */
export class LearnedShare {
  #perMinute = firstShare;
  #everRefused = false;
  #grewAt: number | null = null;
  #fellAt = Number.NEGATIVE_INFINITY;

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
  refused(now: number): void {
    if (now - this.#fellAt < sameCrowdMs) return;
    this.#fellAt = now;
    this.#everRefused = true;
    const less = Math.min(this.#perMinute * decrease, crowdedShare);
    this.#perMinute = Math.max(less, leastShare);
  }
}
