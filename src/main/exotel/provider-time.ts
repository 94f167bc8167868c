import { type Clock, steadyNow } from '../base/clock.ts';
import { Emitter } from '../base/emitter.ts';

/** When a response's headers came, and what time they gave. */
export interface Dated {
  /** The `Date` header as it came. */
  date: string | null;
  /** When the request left and when the headers arrived, by the monotonic clock. */
  sentAt: number;
  heardAt: number;
}

/**
 * Exotel's clock, learnt from the `Date` header of its responses (RFC 9110, 6.6.1). A response says
 * that at some moment between sending and arrival Exotel's clock stood within one second, so each
 * narrows down how far the two clocks are apart. Kept against monotonic time, so changes to this
 * computer's clock have no effect here.
 */
export class ProviderTime {
  /**
   * Fires when a response gave the time, with how many milliseconds this computer's clock is ahead.
   */
  readonly learned = new Emitter<number>();

  readonly #clock: Clock;
  /** Bounds of Exotel's epoch milliseconds minus monotonic milliseconds. */
  #apart: { least: number; most: number } | null = null;
  #aheadMs: number | null = null;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** How far this computer's clock was ahead at the last response; null until one has told. */
  get aheadMs(): number | null {
    return this.#aheadMs;
  }

  /** Epoch milliseconds by Exotel's clock; null until a response has told. */
  now(): number | null {
    if (this.#apart === null) return null;
    return steadyNow(this.#clock) + (this.#apart.least + this.#apart.most) / 2;
  }

  learn({ date, sentAt, heardAt }: Dated): void {
    const second = date === null ? Number.NaN : parseHttpDate(date);
    if (Number.isNaN(second)) return;
    const told = { least: second - heardAt, most: second + 1_000 - sentAt };
    const least = Math.max(told.least, this.#apart?.least ?? told.least);
    const most = Math.min(told.most, this.#apart?.most ?? told.most);
    // If they contradict each other, the newer one is right: Exotel's clock was set.
    this.#apart = least <= most ? { least, most } : told;
    this.#aheadMs = Math.round(this.#clock.now() - (this.now() ?? 0));
    this.learned.emit(this.#aheadMs);
  }
}

/**
 * Returns epoch milliseconds; NaN if it is not a date. `Date.parse` alone would take `-5` for a
 * month.
 */
export function parseHttpDate(text: string): number {
  return /^[A-Za-z]{3}/.test(text) ? Date.parse(text) : Number.NaN;
}
