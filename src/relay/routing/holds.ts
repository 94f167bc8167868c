import type { Held } from '../../floor/messages.ts';
import type { Clock } from '../../main/base/clock.ts';
import { Emitter } from '../../main/base/emitter.ts';
import { within } from '../../main/base/within.ts';
import type { RouterSeat } from '../broker/router-seat.ts';
import { longestHoldMs } from './held-for.ts';

export interface HoldsOptions {
  clock: Clock;
  seat: Pick<RouterSeat, 'hold' | 'release'>;
}

/** An answer to Exotel that takes longer is no answer. */
const longestMs = 1_000;
/** More than end while a broker is away. */
const mostEnded = 2_000;

/**
 * Agents that a call has: each by one, and an agent who is held is offered to no other. Held here at
 * once, and on the broker before Exotel is answered: a relay that takes over finds it there. Each
 * ends by itself when its time is over.
 */
export class Holds {
  readonly changed = new Emitter<null>();
  readonly #clock: Clock;
  readonly #seat: HoldsOptions['seat'];
  readonly #held = new Map<string, { held: Held; cancel: () => void }>();
  /** Offers whose hold has ended here, newest last: a broker may bring one back. */
  readonly #ended = new Set<string>();

  constructor({ clock, seat }: HoldsOptions) {
    this.#clock = clock;
    this.#seat = seat;
  }

  get size(): number {
    return this.#held.size;
  }

  has(agent: string): boolean {
    return this.#held.has(agent);
  }

  /** Holds of calls under way. */
  talking(): Held[] {
    return [...this.#held.values()].flatMap(({ held }) => (held.phase === 'talking' ? held : []));
  }

  /** @param call its `callKey` */
  of(call: string): Held[] {
    return [...this.#held.values()].map(({ held }) => held).filter((held) => held.call === call);
  }

  /**
   * Holds agents for a call. They must be free. Resolves to false if that cannot be known to be
   * written: then none of them is held.
   */
  async take(all: readonly Held[]): Promise<boolean> {
    for (const held of all) this.#keep(held);
    let written = 0;
    const writing = all.map(async (held) => {
      if (await this.#seat.hold(held)) written += 1;
    });
    await within(longestMs, Promise.all(writing), this.#clock);
    if (written === all.length) return true;
    for (const { agent, call } of all) this.end(agent, call);
    return false;
  }

  /**
   * The phone of an agent rings from now on, or they talk: the hold lasts as long as that may. Not
   * for an agent whom another call has.
   */
  prolong(held: Held): void {
    const before = this.#held.get(held.agent)?.held;
    if (before && before.call !== held.call) return;
    if (before?.phase === 'talking' && held.phase === 'ringing') return;
    this.#keep(held);
    void this.#seat.hold(held);
  }

  /** Only the call that holds an agent can let them go. */
  end(agent: string, call: string): void {
    const kept = this.#held.get(agent);
    if (kept?.held.call !== call) return;
    kept.cancel();
    this.#held.delete(agent);
    this.#ended.add(kept.held.offer);
    const [oldest] = this.#ended;
    if (this.#ended.size > mostEnded && oldest !== undefined) this.#ended.delete(oldest);
    this.#seat.release(agent);
    this.changed.emit(null);
  }

  /** The seat is ours. What other holders wrote is taken over; what was held here before is not true. */
  adopt(written: readonly Held[]): void {
    const theirs = new Set(written.map(({ agent }) => agent));
    const own = [...this.#held.values()].map(({ held }) => held);
    for (const held of written) this.#keep(held);
    for (const { agent, call } of own) if (!theirs.has(agent)) this.end(agent, call);
  }

  /**
   * The seat is ours again, and nobody had it meanwhile: what is held here is true. A broker that died
   * may have brought back what was let go since it last saved.
   */
  assert(written: readonly Held[]): void {
    for (const { held } of this.#held.values()) void this.#seat.hold(held);
    for (const held of written) {
      if (this.#held.has(held.agent)) continue;
      if (this.#ended.has(held.offer)) this.#seat.release(held.agent);
      else this.#keep(held);
    }
  }

  stop(): void {
    for (const { cancel } of this.#held.values()) cancel();
  }

  #keep(held: Held): void {
    this.#held.get(held.agent)?.cancel();
    // Another relay's clock may be wrong: no hold lasts longer than one may.
    const ms = Math.min(held.until - this.#clock.now(), longestHoldMs);
    const { agent, call } = held;
    const cancel = this.#clock.setTimeout(() => this.end(agent, call), ms);
    this.#held.set(agent, { held, cancel });
    this.changed.emit(null);
  }
}
