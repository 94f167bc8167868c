import { type Clock, steadyNow } from '../base/clock.ts';

/**
 * How long ago recorded calls ended, at least. By Exotel's clock if it gave both times, otherwise
 * by the time elapsed since Handset first dealt with the recording in this run: never by this
 * computer's clock, which would make young ones old.
 */
export class RecordingAges {
  readonly #clock: Clock;
  readonly #providerNow: () => number | null;
  readonly #metAt = new Map<string, number>();

  constructor(clock: Clock, providerNow: () => number | null) {
    this.#clock = clock;
    this.#providerNow = providerNow;
  }

  /**
   * Returns the age in milliseconds.
   *
   * @param endedAt by Exotel's clock; null if it did not tell
   */
  atLeast(callId: string, endedAt: number | null): number {
    const steady = steadyNow(this.#clock);
    const metAt = this.#metAt.get(callId) ?? steady;
    this.#metAt.set(callId, metAt);
    const now = this.#providerNow();
    const byProvider = now === null || endedAt === null ? 0 : now - endedAt;
    return Math.max(steady - metAt, byProvider);
  }
}
