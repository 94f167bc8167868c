import type { Clock } from './clock.ts';

/** Delayed tasks that end with their owner. */
export class Timers {
  readonly #clock: Clock;
  readonly #cancels = new Set<() => void>();
  #disposed = false;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Runs `task` once after `ms`, unless disposed of before then. */
  run(ms: number, task: () => void): void {
    if (this.#disposed) return;
    const cancel = this.#clock.setTimeout(() => {
      this.#cancels.delete(cancel);
      task();
    }, ms);
    this.#cancels.add(cancel);
  }

  /** Cancels everything, for good. */
  dispose(): void {
    this.#disposed = true;
    for (const cancel of this.#cancels) cancel();
  }
}
