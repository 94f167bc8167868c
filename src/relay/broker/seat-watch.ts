import type { RouterState } from '../../floor/messages.ts';
import { type Clock, steadyNow } from '../../main/base/clock.ts';

export interface SeatWatchOptions {
  clock: Clock;
  /** This relay. */
  relay: string;
  /** The seat seems free: try to take it. */
  onFree: () => void;
  /** At least 0 and below 1. */
  random: () => number;
}

/** After its connection came up, a relay hears at once what the broker retained. */
const quietMs = 1_000;
/** The router says every 3 s that it is there. */
const silentMs = 8_000;
/** Relays that notice at the same moment do not all try then. */
const spreadMs = 300;
const betweenTriesMs = 5_000;
/** One that was put out hears first who did it. */
const afterLossMs = 1_000;

/**
 * Decides when this relay tries to take the seat of the floor's router: when the one that had it
 * says that it is free, is silent, or leaves a question unanswered. Which of them gets it is decided
 * by the broker.
 */
export class SeatWatch {
  readonly #options: SeatWatchOptions;
  #connected = false;
  /** This relay has the seat, or is trying to. */
  #busy = false;
  /** Of whoever else routes, as heard last; null while nobody is known to. */
  #epoch: string | null = null;
  /** Moments by the clock that only rises: a try is made at the earlier one, but not before the third. */
  #freeAt = Infinity;
  #silentAt = Infinity;
  #notBefore = -Infinity;
  #cancel = (): void => {};

  constructor(options: SeatWatchOptions) {
    this.#options = options;
  }

  /** The relay's own connection is up. */
  connected(): void {
    this.#connected = true;
    this.#epoch = null;
    this.#freeAt = Infinity;
    this.#silentAt = this.#in(quietMs);
    this.#plan();
  }

  disconnected(): void {
    this.#connected = false;
    this.#plan();
  }

  /** Somebody says who routes; not of this relay's own time in the seat, as long as it lasts. */
  heard({ relay, epoch }: RouterState, { retained }: { retained: boolean }): void {
    if (relay === null) {
      // The will of one that was put out may come after the word of the one who did it.
      if (this.#epoch !== null && epoch !== this.#epoch) return;
      this.#epoch = null;
      this.#free();
    } else if (relay === this.#options.relay && retained) {
      // A time of ours that has ended without anybody's noticing: the broker has died as well.
      this.#free();
    } else {
      if (epoch !== this.#epoch) this.#freeAt = Infinity;
      this.#epoch = epoch;
      this.#silentAt = this.#in(silentMs);
      this.#plan();
    }
  }

  /** A question was left unanswered. */
  unanswered(): void {
    this.#free();
  }

  /** Whoever routes has answered. */
  answered(): void {
    this.#freeAt = Infinity;
    this.#plan();
  }

  /** This relay begins to try. */
  trying(): void {
    this.#busy = true;
    this.#epoch = null;
    this.#freeAt = Infinity;
    this.#silentAt = Infinity;
    this.#notBefore = this.#in(betweenTriesMs);
    this.#plan();
  }

  /** Its try has failed, or it had the seat and lost it. */
  lost(): void {
    this.#busy = false;
    this.#notBefore = Math.max(this.#notBefore, this.#in(afterLossMs));
    // Where another is known, it may have been the one who put this out: its silence decides.
    if (this.#epoch === null) this.#free();
    else this.#plan();
  }

  stop(): void {
    this.#connected = false;
    this.#plan();
  }

  #free(): void {
    const { random } = this.#options;
    this.#freeAt = Math.min(this.#freeAt, this.#in(random() * spreadMs));
    this.#plan();
  }

  #plan(): void {
    this.#cancel();
    this.#cancel = () => {};
    const due = Math.max(this.#notBefore, Math.min(this.#freeAt, this.#silentAt));
    if (!this.#connected || this.#busy || due === Infinity) return;
    this.#cancel = this.#options.clock.setTimeout(this.#options.onFree, due - this.#in(0));
  }

  #in(ms: number): number {
    return steadyNow(this.#options.clock) + ms;
  }
}
