import type { CallFacts } from '../../shared/domain/call.ts';
import { type Clock, steadyNow } from '../base/clock.ts';
import { momentOf } from './call-time.ts';

/** A moment of a call, as its machine hears it. */
export interface Moment {
  /** Epoch milliseconds by the call's own clock. */
  at: number;
  /** By how much that is ahead of Exotel's; null while no answer told. */
  aheadMs: number | null;
}

interface Anchor {
  at: number;
  steady: number;
  /** From the dial on, or by Exotel's clock: nothing is to be had that is better. */
  sure: boolean;
}

/**
 * Every call's own clock: this computer's as it stood at the dial, and from there on time as it
 * passes, whatever is done to the clock on the wall. After a restart it goes on by Exotel's time,
 * where that is known, and else by the wall's.
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

  /** Whether this call's time is known to have passed as it says: not by the clock on the wall. */
  isSure(call: CallFacts): boolean {
    return this.#anchors.get(call.id)?.sure === true;
  }
}
