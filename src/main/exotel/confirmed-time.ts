import type { TimeStanding } from '../../shared/contract/privacy.ts';
import type { Clock } from '../base/clock.ts';
import { dayMs } from '../base/durations.ts';
import { Emitter } from '../base/emitter.ts';
import type { ProviderTime } from './provider-time.ts';

/** How long something removed for its age can be restored, by this time. */
export const restorableMs = 7 * dayMs;

/** If the two clocks are further apart than this, one is wrong, and nothing tells which. */
const agreeWithinMs = dayMs;

/**
 * The time by which things are removed for their age: Exotel's, as told by its responses over TLS
 * in this run plus the time elapsed since, and only while this computer's clock agrees. Both clocks
 * would have to be wrong in the same way before anything is taken for older than it is.
 */
export class ConfirmedTime {
  /** Emits when the time becomes confirmed. */
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

  /** Whether Exotel's time was heard in this run, and whether this computer's clock agrees. */
  get standing(): TimeStanding {
    const told = this.#provider.now();
    if (told === null) return 'unheard';
    return Math.abs(this.#clock.now() - told) <= agreeWithinMs ? 'confirmed' : 'apart';
  }

  /** Returns epoch milliseconds; null if nothing may be removed for its age. */
  now(): number | null {
    return this.standing === 'confirmed' ? this.#provider.now() : null;
  }
}
