import { type Held, heldSchema } from '../floor/messages.ts';
import { type Clock, steadyNow } from '../main/base/clock.ts';
import { minuteMs } from '../main/base/durations.ts';

/** What one message on an agent's `held` says. */
export interface HeardHold {
  agent: string;
  /** The payload, parsed from JSON; null where the hold was removed. */
  content: unknown;
  /** How long the broker would still keep it; null if it does not say. */
  secondsLeft: number | null;
}

interface Kept {
  held: Held;
  /** By the clock that only rises. */
  ends: number;
}

/** A broker that was away is back, and so is its desktop, and what was sent meanwhile was sent again. */
const desktopKnowsAfterMs = minuteMs;

/** Which agents are held by a call, as the relay that routes has written it on the broker. */
export class HeldBook {
  readonly #clock: Clock;
  readonly #kept = new Map<string, Kept>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Returns whether it could be read. */
  hear({ agent, content, secondsLeft }: HeardHold): boolean {
    if (content === null) {
      this.#kept.delete(agent);
      return true;
    }
    const parsed = heldSchema.safeParse(content);
    if (!parsed.success || parsed.data.agent !== agent) return false;
    const held = parsed.data;
    // Another relay's clock may differ: what the broker says counts from now.
    const leftMs = secondsLeft === null ? held.until - this.#clock.now() : secondsLeft * 1_000;
    this.#kept.set(agent, { held, ends: steadyNow(this.#clock) + leftMs });
    return true;
  }

  /**
   * The broker begins to tell everything anew. It may have forgotten what it was told last, so what is
   * known stays, for a while: until then the desktop has heard of a call under way, and says so.
   */
  beginAnew(): void {
    const soon = steadyNow(this.#clock) + desktopKnowsAfterMs;
    for (const kept of this.#kept.values()) kept.ends = Math.min(kept.ends, soon);
  }

  /** Holds that have not ended; `until` by this computer's clock. */
  list(): Held[] {
    const now = steadyNow(this.#clock);
    const left: Held[] = [];
    for (const [agent, { held, ends }] of this.#kept) {
      if (ends <= now) this.#kept.delete(agent);
      else left.push({ ...held, until: this.#clock.now() + ends - now });
    }
    return left;
  }
}
