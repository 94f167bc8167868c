import type { Clock } from '../../src/main/base/clock.ts';

interface Timer {
  at: number;
  /** Timers due at the same time run in the order they were set. */
  order: number;
  task: (() => void) | null;
}

/** A clock for hours of many agents: a heap of timers; promises settle after each. */
export class SimClock implements Clock {
  #now: number;
  #order = 0;
  readonly #heap: Timer[] = [];

  constructor(now = Date.UTC(2026, 0, 5, 4)) {
    this.#now = now;
  }

  readonly now = (): number => this.#now;

  setTimeout(task: () => void, ms: number): () => void {
    this.#order += 1;
    const timer: Timer = { at: this.#now + Math.max(ms, 0), order: this.#order, task };
    this.#push(timer);
    return () => {
      timer.task = null;
    };
  }

  sleep = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      this.setTimeout(resolve, ms);
    });

  /** Runs everything that falls due within `ms`. */
  async run(ms: number): Promise<void> {
    const end = this.#now + ms;
    for (let next = this.#heap[0]; next && next.at <= end; next = this.#heap[0]) {
      this.#pop();
      if (next.task === null) continue;
      this.#now = next.at;
      next.task();
      await settled();
    }
    this.#now = end;
  }

  #push(timer: Timer): void {
    const heap = this.#heap;
    let index = heap.push(timer) - 1;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      if (!before(timer, heap[parent] as Timer)) break;
      heap[index] = heap[parent] as Timer;
      index = parent;
    }
    heap[index] = timer;
  }

  #pop(): void {
    const heap = this.#heap;
    const last = heap.pop() as Timer;
    if (heap.length === 0) return;
    let index = 0;
    for (;;) {
      let child = 2 * index + 1;
      if (child >= heap.length) break;
      const right = heap[child + 1];
      if (right && before(right, heap[child] as Timer)) child += 1;
      if (!before(heap[child] as Timer, last)) break;
      heap[index] = heap[child] as Timer;
      index = child;
    }
    heap[index] = last;
  }
}

function before(one: Timer, other: Timer): boolean {
  return one.at < other.at || (one.at === other.at && one.order < other.order);
}

/** Resolves when every promise that can settle without a timer has. */
function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
