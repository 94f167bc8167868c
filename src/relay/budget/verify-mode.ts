import type { Verify } from '../../floor/messages.ts';
import { minuteMs } from '../../main/base/durations.ts';
import { plannedShare } from './floor-budget.ts';

/** What a call costs where its end is asked for: the POST, and a GET at the end and after it. */
const requestsPerVerifiedCall = 3;
/** A quiet minute in a busy hour changes nothing. */
const calmAfterMs = 10 * minuteMs;
/** How long nothing is believed after Exotel contradicted something that was. */
const distrustMs = 60 * minuteMs;

/**
 * How the floor's desktops take the content of a terminal callback. While the limit allows, every
 * end is asked for, and what a callback says is only a hint. Above that, its content is taken as
 * reported, and asked for when there is room.
 *
 * Times are milliseconds by a clock that only rises.
 */
export class VerifyMode {
  readonly #limitPerMinute: number;
  readonly #wanted: 'auto' | 'each' | 'none';
  #crowdedAt = Number.NEGATIVE_INFINITY;
  #contradictedAt = Number.NEGATIVE_INFINITY;

  /** @param wanted `none` only where the administrator wants no checks beside the samples. */
  constructor(limitPerMinute: number, wanted: 'auto' | 'each' | 'none') {
    this.#limitPerMinute = limitPerMinute;
    this.#wanted = wanted;
  }

  /** Exotel's answer contradicted a reported end. */
  contradicted(now: number): void {
    this.#contradictedAt = now;
  }

  /** @param placed dials of the last minute */
  mode(placed: number, now: number): Verify {
    if (placed * requestsPerVerifiedCall > plannedShare * this.#limitPerMinute)
      this.#crowdedAt = now;
    if (this.#wanted === 'each' || now - this.#contradictedAt < distrustMs) return 'each';
    if (this.#wanted === 'none') return 'none';
    return now - this.#crowdedAt < calmAfterMs ? 'spare' : 'each';
  }
}
