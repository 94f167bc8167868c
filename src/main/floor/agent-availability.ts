import type { Availability, AvailabilityWish } from '../../shared/domain/availability.ts';
import { type Clock, steadyNow } from '../base/clock.ts';
import { Emitter } from '../base/emitter.ts';
import {
  type AvailabilityEvent,
  type AvailabilityFacts,
  availabilityAfter,
  firstAvailability,
} from './availability.ts';

/** A computer that nobody has used for this long has nobody before it. */
export const awayAfterLockedMs = 5 * 60_000;

/** What this agent is doing, kept up to date. */
export class AgentAvailability {
  readonly changed = new Emitter<Availability>();
  /** How long the time after a call is, in seconds. */
  wrapUpSeconds = 0;
  readonly #clock: Clock;
  readonly #openCalls = new Set<string>();
  #facts: AvailabilityFacts;
  /** By the monotonic clock. */
  #wrapUpEnds = 0;
  #cancelWrapUp = (): void => {};
  #cancelLock = (): void => {};

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#facts = firstAvailability(clock.now());
  }

  get shown(): Availability {
    return this.#facts.shown;
  }

  wish(wish: AvailabilityWish): void {
    this.#apply({ type: 'wish', wish });
  }

  /** A call is open, or is not any more. `wrapsUp`: the agent gets time after it. */
  call(id: string, open: boolean, wrapsUp: boolean): void {
    if (open) this.#openCalls.add(id);
    else this.#openCalls.delete(id);
    this.#apply({
      type: 'calls',
      open: this.#openCalls.size > 0,
      wrapUpSeconds: wrapsUp ? this.wrapUpSeconds : 0,
    });
  }

  endWrapUp(): void {
    this.#apply({ type: 'wrap_up_over' });
  }

  writing(): void {
    this.#apply({ type: 'writing', wrapUpSeconds: this.wrapUpSeconds });
  }

  away(): void {
    this.#apply({ type: 'away' });
  }

  back(): void {
    this.#cancelLock();
    this.#apply({ type: 'back' });
  }

  locked(): void {
    this.#cancelLock();
    this.#cancelLock = this.#clock.setTimeout(() => this.away(), awayAfterLockedMs);
  }

  dispose(): void {
    this.#cancelLock();
    this.#cancelWrapUp();
  }

  #apply(event: AvailabilityEvent): void {
    const before = this.#facts;
    this.#facts = availabilityAfter(before, event, this.#clock.now());
    if (this.#facts === before) return;
    if (this.#facts.wrapUp !== before.wrapUp) this.#planWrapUp(before.wrapUp);
    this.changed.emit(this.#facts.shown);
  }

  /** By elapsed time: a clock that is set neither cuts the time short nor makes it endless. */
  #planWrapUp(before: AvailabilityFacts['wrapUp']): void {
    this.#cancelWrapUp();
    const { wrapUp } = this.#facts;
    if (!wrapUp) return;
    const now = steadyNow(this.#clock);
    this.#wrapUpEnds = before
      ? this.#wrapUpEnds + wrapUp.until - before.until
      : now + wrapUp.until - this.#clock.now();
    this.#cancelWrapUp = this.#clock.setTimeout(() => this.endWrapUp(), this.#wrapUpEnds - now);
  }
}
