import type { Clock } from './clock.ts';

/** Tasks for later that end with their owner. */
export class Timers {
  readonly #clock: Clock;
  readonly #cancels = new Set<() => void>();
  #disposed = false;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Runs `task` once after `ms`, unless disposed of before. */
  run(ms: number, task: () => void): void {
    if (this.#disposed) return;
    const cancel = this.#clock.setTimeout(() => {
      this.#cancels.delete(cancel);
      task();
    }, ms);
    this.#cancels.add(cancel);
  }

  /** For good. */
  dispose(): void {
    this.#disposed = true;
    for (const cancel of this.#cancels) cancel();
  }
}
