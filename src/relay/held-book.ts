import { type Held, heldSchema } from '../floor/messages.ts';
import { type Clock, steadyNow } from '../main/base/clock.ts';

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
   * The broker begins to tell everything anew. It may have forgotten what it was told last: a hold of
   * a phone that rings stays, since it ends soon in any case. Of a call under way the desktop knows.
   */
  beginAnew(): void {
    for (const [agent, { held }] of this.#kept) {
      if (held.phase !== 'ringing') this.#kept.delete(agent);
    }
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
