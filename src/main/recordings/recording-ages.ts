import { type Clock, steadyNow } from '../base/clock.ts';

/**
 * How long ago recorded calls have ended, at least. By Exotel's clock where it told both times, and
 * else by time that has passed since Handset first had to do with the recording in this run: never
 * by this computer's clock, which would make young ones old.
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
   * In milliseconds.
   *
   * @param endedAt by Exotel's clock; null: it did not tell.
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
