import { minuteMs } from '../../main/base/durations.ts';
import { Emitter } from '../../main/base/emitter.ts';

/** What a desktop says it spent: requests to Exotel. */
export interface Spent {
  /** Of the message: one that comes twice counts once. */
  id: string;
  place: number;
  query: number;
  refused: number;
}

export interface LastMinute {
  placed: number;
  queried: number;
  refused: number;
}

/** What is planned for: the rest is for minutes with more dials than usual. */
export const plannedShare = 0.7;

/** What is left for polls where dials take everything: now and then a callback is lost. */
const reservedShare = 0.02;

/** Adds up what all desktops spent in the last minute. Times are milliseconds by a clock that only rises. */
export class FloorBudget {
  readonly heard = new Emitter<null>();
  /** Oldest first. */
  readonly #spent = new Map<string, Spent & { at: number }>();

  /** Returns false for a message that was counted already. */
  hear(spent: Spent, now: number): boolean {
    this.#forget(now);
    if (this.#spent.has(spent.id)) return false;
    this.#spent.set(spent.id, { ...spent, at: now });
    this.heard.emit(null);
    return true;
  }

  lastMinute(now: number): LastMinute {
    this.#forget(now);
    const sum: LastMinute = { placed: 0, queried: 0, refused: 0 };
    for (const { place, query, refused } of this.#spent.values()) {
      sum.placed += place;
      sum.queried += query;
      sum.refused += refused;
    }
    return sum;
  }

  #forget(now: number): void {
    for (const [id, { at }] of this.#spent) {
      if (now - at < minuteMs) return;
      this.#spent.delete(id);
    }
  }
}

/**
 * Returns how many polls a minute each desktop may send: what dials leave of the limit, in equal
 * parts, and a small reserve in any case. Dials come first and are never held back.
 *
 * @param desktops desktops that are there; with none, the first to come has it all.
 */
export function pollShare({
  limitPerMinute,
  placed,
  desktops,
}: {
  limitPerMinute: number;
  placed: number;
  desktops: number;
}): number {
  const left = Math.max(plannedShare * limitPerMinute - placed, reservedShare * limitPerMinute);
  return left / Math.max(1, desktops);
}
