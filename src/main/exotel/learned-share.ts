/** Requests a minute that an agent begins with where nobody said how many share the account. */
const firstShare = 0.75;
/** Never less than one look in two and a half minutes. */
const leastShare = 0.4;
/**
 * Never more than this: 60 agents who all do not know of each other still leave room for their
 * dials. The limit shows only when it is hit, and a dial that comes then is refused as well.
 */
const mostShare = 3;
/** Requests a minute won per minute: until the first refusal, and later on the way back. */
const discovery = 0.05;
const recovery = 0.01;
/** Beyond the share that was refused last: tried again within hours, not minutes. */
const probing = 0.0005;
/** The refusal came at this share; what is well below is taken to be safe. */
const safePart = 0.85;
const decrease = 0.5;
/** Several refusals within this time are one and the same crowd. */
const sameCrowdMs = 60_000;

/**
 * An agent's share of the account's requests where the number of agents is unknown: additive
 * increase, multiplicative decrease. It remembers where it was refused, so that finding the limit
 * once does not mean running into it all day.
 */
export class LearnedShare {
  #perMinute = firstShare;
  #ceiling: number | null = null;
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
    this.#perMinute = Math.min(this.#perMinute + this.#growth() * minutes, mostShare);
  }

  /** The account was at its limit. */
  refused(now: number): void {
    if (now - this.#fellAt < sameCrowdMs) return;
    this.#fellAt = now;
    this.#ceiling = Math.max(this.#perMinute * safePart, leastShare);
    this.#perMinute = Math.max(this.#perMinute * decrease, leastShare);
  }

  #growth(): number {
    if (this.#ceiling === null) return discovery;
    return this.#perMinute < this.#ceiling ? recovery : probing;
  }
}
