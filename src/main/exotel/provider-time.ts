import { type Clock, steadyNow } from '../base/clock.ts';
import { Emitter } from '../base/emitter.ts';

/** When an answer's headers came, and what they said of the time. */
export interface Dated {
  /** The `Date` header as it came. */
  date: string | null;
  /** When the request left and when the headers were here, by the clock that never jumps. */
  sentAt: number;
  heardAt: number;
}

/**
 * Exotel's clock, learnt from the `Date` header of its answers (RFC 9110, 6.6.1). An answer says
 * that at some moment between its sending and its coming Exotel's clock stood within one second, so
 * each narrows down how far the two clocks are apart. Kept against time that never jumps: what is
 * done to this computer's clock changes nothing here.
 */
export class ProviderTime {
  /** An answer told the time: by how many milliseconds this computer's clock is ahead now. */
  readonly learned = new Emitter<number>();

  readonly #clock: Clock;
  /** Bounds of Exotel's epoch milliseconds minus steady milliseconds. */
  #apart: { least: number; most: number } | null = null;
  #aheadMs: number | null = null;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** By how much this computer's clock was ahead at the last answer; null while none told. */
  get aheadMs(): number | null {
    return this.#aheadMs;
  }

  /** Epoch milliseconds by Exotel's clock; null while no response has told. */
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
    // Where both cannot be true, the newer one is: Exotel's clock was set.
    this.#apart = least <= most ? { least, most } : told;
    this.#aheadMs = Math.round(this.#clock.now() - (this.now() ?? 0));
    this.learned.emit(this.#aheadMs);
  }
}

/** Epoch milliseconds; NaN for what is no date. `Date.parse` alone would take `-5` for a month. */
export function parseHttpDate(text: string): number {
  return /^[A-Za-z]{3}/.test(text) ? Date.parse(text) : Number.NaN;
}
