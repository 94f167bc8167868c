import type { TimeStanding } from '../../shared/contract/privacy.ts';
import type { Clock } from '../base/clock.ts';
import { dayMs } from '../base/durations.ts';
import { Emitter } from '../base/emitter.ts';
import type { ProviderTime } from './provider-time.ts';

/** For so long after it went for its age a thing can be restored, by this time. */
export const restorableMs = 7 * dayMs;

/** Further apart than this, one of the two clocks is wrong, and nothing tells which. */
const agreeWithinMs = dayMs;

/**
 * The time by which things are removed for their age: Exotel's, as its answers over TLS told it in
 * this run, and as time has passed since; and only while this computer's clock agrees. Two clocks
 * have to be wrong alike before anything is taken for older than it is.
 */
export class ConfirmedTime {
  /** The time is confirmed from now on. */
  readonly confirmed = new Emitter<null>();

  readonly #clock: Clock;
  readonly #provider: ProviderTime;
  #wasConfirmed = false;

  constructor(clock: Clock, provider: ProviderTime) {
    this.#clock = clock;
    this.#provider = provider;
    provider.learned.on(() => {
      const before = this.#wasConfirmed;
      this.#wasConfirmed = this.standing === 'confirmed';
      if (this.#wasConfirmed && !before) this.confirmed.emit(null);
    });
  }

  /** Whether it was heard in this run, and whether this computer's clock agrees. */
  get standing(): TimeStanding {
    const told = this.#provider.now();
    if (told === null) return 'unheard';
    return Math.abs(this.#clock.now() - told) <= agreeWithinMs ? 'confirmed' : 'apart';
  }

  /** Epoch milliseconds; null: nothing may be removed for its age. */
  now(): number | null {
    return this.standing === 'confirmed' ? this.#provider.now() : null;
  }
}
