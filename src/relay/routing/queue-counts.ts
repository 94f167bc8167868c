import type { Clock } from '../../main/base/clock.ts';
import { Emitter } from '../../main/base/emitter.ts';

export interface QueueCount {
  answered: number;
  missed: number;
}

/** What was answered and missed today, by queue, for the wallboard: it begins again with each day. */
export class QueueCounts {
  readonly changed = new Emitter<null>();
  readonly #clock: Clock;
  #day = '';
  readonly #counts = new Map<string, QueueCount>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  add(queue: string, what: keyof QueueCount): void {
    const count = this.of(queue);
    this.#counts.set(queue, { ...count, [what]: count[what] + 1 });
    this.changed.emit(null);
  }

  of(queue: string): QueueCount {
    const day = new Date(this.#clock.now()).toDateString();
    if (day !== this.#day) this.#counts.clear();
    this.#day = day;
    return this.#counts.get(queue) ?? { answered: 0, missed: 0 };
  }
}
