import type { Clock } from '../../src/main/base/clock.ts';

/** A clock that moves when told, and lets promises settle between its timers. */
export class FakeClock implements Clock {
  #now: number;
  #timers: { at: number; task: () => void }[] = [];

  constructor(now = Date.UTC(2026, 0, 5, 6)) {
    this.#now = now;
  }

  readonly now = (): number => this.#now;

  setTimeout(task: () => void, ms: number): () => void {
    const timer = { at: this.#now + Math.max(ms, 0), task };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer);
    };
  }

  get waiting(): number {
    return this.#timers.length;
  }

  /** Runs what falls due within `ms`, in order. */
  async advance(ms: number): Promise<void> {
    const end = this.#now + ms;
    await settle();
    for (;;) {
      const next = this.#timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
      if (!next) break;
      this.#timers = this.#timers.filter((timer) => timer !== next);
      this.#now = Math.max(this.#now, next.at);
      next.task();
      await settle();
    }
    this.#now = end;
  }
}

/** Lets every promise that can settle without the outside world do so. */
export function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
