import type { MessageIn } from '../../floor/messages.ts';

/** A message on its way to an agent, for as long as it may have to be sent again. Moments are by a clock that only rises. */
export interface Kept {
  agent: string;
  topic: string;
  /** Sealed. */
  payload: string;
  kind: MessageIn['kind'];
  /** When its life ends: after that it is worth nothing to anybody. */
  ends: number;
  /** When the broker took it for a subscription; null as long as it did not. */
  takenAt: number | null;
  /** How often it was sent: only what the broker says of the last time counts. */
  sent: number;
}

/** Long enough for a broker that dies to be back, and its desktops with it. */
export const keptAfterTakenMs = 2 * 60_000;

export interface KeptBounds {
  messages: number;
  bytes: number;
}

/** Told to a whole queue each: they must not push out what only one desktop is told. */
const firstToGo: readonly MessageIn['kind'][] = ['missed', 'missed_taken'];
/** How a call went: a desktop that misses one is wrong until it asks Exotel. */
const lastToGo: readonly MessageIn['kind'][] = ['callback', 'summary'];

function rankOf({ kind }: Kept): 0 | 1 | 2 {
  if (firstToGo.includes(kind)) return 0;
  return lastToGo.includes(kind) ? 2 : 1;
}

/**
 * What a relay keeps to send again. When it is too much, missed calls go first and how calls went
 * last, of each the oldest first.
 */
export class KeptMessages {
  readonly #bounds: KeptBounds;
  /** In the order they came. */
  readonly #all = new Set<Kept>();
  /** The same by rank. */
  readonly #ranks = [new Set<Kept>(), new Set<Kept>(), new Set<Kept>()] as const;
  #bytes = 0;

  constructor(bounds: KeptBounds) {
    this.#bounds = bounds;
  }

  get size(): number {
    return this.#all.size;
  }

  /** Returns those that had to go for it and that no broker ever took. */
  add(message: Kept): Kept[] {
    this.#all.add(message);
    this.#ranks[rankOf(message)].add(message);
    this.#bytes += message.payload.length;
    const lost: Kept[] = [];
    for (const rank of this.#ranks) {
      for (const oldest of rank) {
        if (!this.#isTooMuch) return lost;
        this.#remove(oldest);
        if (oldest.takenAt === null) lost.push(oldest);
      }
    }
    return lost;
  }

  /** Removes what need not be sent again. Returns those whose life ended before a broker took them. */
  expire(now: number): Kept[] {
    const lost: Kept[] = [];
    for (const message of this.#all) {
      const { takenAt, ends } = message;
      const until = takenAt === null ? ends : Math.min(ends, takenAt + keptAfterTakenMs);
      if (now < until) continue;
      this.#remove(message);
      if (takenAt === null) lost.push(message);
    }
    return lost;
  }

  has(message: Kept): boolean {
    return this.#all.has(message);
  }

  /** Oldest first; only of one agent, where one is named. */
  list(agent?: string): Kept[] {
    const all = [...this.#all];
    return agent === undefined ? all : all.filter((message) => message.agent === agent);
  }

  get #isTooMuch(): boolean {
    return this.#all.size > this.#bounds.messages || this.#bytes > this.#bounds.bytes;
  }

  #remove(message: Kept): void {
    this.#all.delete(message);
    this.#ranks[rankOf(message)].delete(message);
    this.#bytes -= message.payload.length;
  }
}
