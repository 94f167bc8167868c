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

/** What a relay keeps to send again: the oldest goes first when it is too much. */
export class KeptMessages {
  readonly #bounds: KeptBounds;
  /** In the order they came. */
  readonly #all = new Set<Kept>();
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
    this.#bytes += message.payload.length;
    const lost: Kept[] = [];
    for (const oldest of this.#all) {
      if (this.#all.size <= this.#bounds.messages && this.#bytes <= this.#bounds.bytes) break;
      this.#remove(oldest);
      if (oldest.takenAt === null) lost.push(oldest);
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

  #remove(message: Kept): void {
    this.#all.delete(message);
    this.#bytes -= message.payload.length;
  }
}
