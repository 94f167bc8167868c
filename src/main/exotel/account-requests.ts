export interface RequestCounts {
  place: number;
  query: number;
  /** Those of them that Exotel refused because the account was at its limit. */
  refused: number;
}

const none: RequestCounts = { place: 0, query: 0, refused: 0 };

/**
 * What this desktop and its floor tell each other about the requests of the account they share: how
 * many this desktop made, and how many polls the floor leaves it.
 */
export class AccountRequests {
  /**
   * Polls per minute that the floor leaves this desktop, dials not counted; null while no floor
   * says.
   */
  pollShare: number | null = null;
  #counts = none;

  sent(kind: 'place' | 'query'): void {
    this.#counts = { ...this.#counts, [kind]: this.#counts[kind] + 1 };
  }

  refused(): void {
    this.#counts = { ...this.#counts, refused: this.#counts.refused + 1 };
  }

  /** Counts again what was taken and could not be told. */
  giveBack(counts: RequestCounts): void {
    const { place, query, refused } = this.#counts;
    this.#counts = {
      place: place + counts.place,
      query: query + counts.query,
      refused: refused + counts.refused,
    };
  }

  /** Returns what was counted since the last time; null if nothing was. */
  take(): RequestCounts | null {
    const counts = this.#counts;
    this.#counts = none;
    return counts.place + counts.query > 0 ? counts : null;
  }
}
