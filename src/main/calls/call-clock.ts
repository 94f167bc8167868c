import type { CallFacts } from '../../shared/domain/call.ts';
import { type Clock, steadyNow } from '../base/clock.ts';
import { momentOf } from './call-time.ts';

/** A moment of a call, as passed to its machine. */
export interface Moment {
  /** Epoch milliseconds by the call's own clock. */
  at: number;
  /** How far that is ahead of Exotel's clock; null until a response has shown it. */
  aheadMs: number | null;
}

interface Anchor {
  at: number;
  steady: number;
  /** Counted from the dial, or taken from Exotel's clock: there is no better source. */
  sure: boolean;
}

/**
 * Keeps each call's own clock: this computer's as it stood at the dial, and from then on the time
 * that passes, whatever happens to the wall clock. After a restart it continues by Exotel's time if
 * that is known, otherwise by the wall clock.
 */
export class CallClock {
  readonly #clock: Clock;
  readonly #providerNow: () => number | null;
  readonly #anchors = new Map<string, Anchor>();

  constructor(clock: Clock, providerNow: () => number | null) {
    this.#clock = clock;
    this.#providerNow = providerNow;
  }

  /** The call is dialled now. */
  begin(call: CallFacts): void {
    this.#anchors.set(call.id, { at: call.createdAt, steady: steadyNow(this.#clock), sure: true });
  }

  now(call: CallFacts): Moment {
    const steady = steadyNow(this.#clock);
    const providerNow = this.#providerNow();
    let anchor = this.#anchors.get(call.id);
    if (!anchor?.sure) {
      const byProvider =
        providerNow === null || call.aheadMs === null ? null : providerNow + call.aheadMs;
      if (!anchor || byProvider !== null) {
        const at = byProvider ?? this.#clock.now();
        anchor = { at: momentOf(call, at), steady, sure: byProvider !== null };
        this.#anchors.set(call.id, anchor);
      }
    }
    const at = Math.round(anchor.at + steady - anchor.steady);
    return { at, aheadMs: providerNow === null ? null : Math.round(at - providerNow) };
  }

  /**
   * Whether this call's time is known to have passed as it says, that is, not only by the wall
   * clock.
   */
  isSure(call: CallFacts): boolean {
    return this.#anchors.get(call.id)?.sure === true;
  }
}
