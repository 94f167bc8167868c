import type { Clock } from '../../src/main/base/clock.ts';

/**
 * A clock that moves when told, and lets promises settle between its timers. The wall time can be
 * set, as it can in reality: elapsed time and timers are not affected.
 */
export class FakeClock implements Clock {
  #passed: number;
  /** How far the wall time is from elapsed time. */
  #wall = 0;
  #timers: { at: number; task: () => void }[] = [];

  constructor(now = Date.UTC(2026, 0, 5, 6)) {
    this.#passed = now;
  }

  readonly now = (): number => this.#passed + this.#wall;

  readonly monotonic = (): number => this.#passed;

  setTimeout(task: () => void, ms: number): () => void {
    const timer = { at: this.#passed + Math.max(ms, 0), task };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer);
    };
  }

  get waiting(): number {
    return this.#timers.length;
  }

  /** Sets the wall clock forward or back. */
  jump(ms: number): void {
    this.#wall += ms;
  }

  /** Runs what falls due within `ms`, in order; promises settle after each. */
  async advance(ms: number): Promise<void> {
    const end = this.#passed + ms;
    await settle();
    while (this.#runNext(end)) await settle();
    this.#passed = end;
  }

  /** Does the same in one go: for what has no promise to wait for. */
  pass(ms: number): void {
    const end = this.#passed + ms;
    while (this.#runNext(end));
    this.#passed = end;
  }

  /** The computer sleeps: time passes, and what was due runs only afterwards. */
  sleep(ms: number): void {
    this.#passed += ms;
    this.pass(0);
  }

  /** Runs the timer that is due first, if it is due by `end`. */
  #runNext(end: number): boolean {
    const [next] = this.#timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at);
    if (!next) return false;
    this.#timers = this.#timers.filter((timer) => timer !== next);
    this.#passed = Math.max(this.#passed, next.at);
    next.task();
    return true;
  }
}

/** Lets every promise that can settle without the outside world do so. */
export function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
