import type { Clock } from '../../../../src/main/base/clock.ts';

/** A clock that moves when told. */
export class ManualClock implements Clock {
  private time = 1_700_000_000_000;
  private timers: { at: number; task: () => void }[] = [];

  /** What the wall shows beyond the time that has passed. */
  private wall = 0;

  now(): number {
    return this.time + this.wall;
  }

  monotonic(): number {
    return this.time;
  }

  /** Somebody sets the clock on the wall. */
  jump(ms: number): void {
    this.wall += ms;
  }

  setTimeout(task: () => void, ms: number): () => void {
    const timer = { at: this.time + ms, task };
    this.timers.push(timer);
    return () => {
      this.timers = this.timers.filter((other) => other !== timer);
    };
  }

  get waiting(): number {
    return this.timers.length;
  }

  /** Time passes, and timers fire when they are due. */
  advance(ms: number): void {
    const end = this.time + ms;
    for (;;) {
      const [next] = this.timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at);
      if (!next) break;
      this.time = Math.max(this.time, next.at);
      this.fire(next);
    }
    this.time = end;
  }

  /** The computer sleeps: time passes, and overdue timers fire only afterwards. */
  sleep(ms: number): void {
    this.time += ms;
    for (const timer of this.timers.filter(({ at }) => at <= this.time)) this.fire(timer);
  }

  private fire(timer: { at: number; task: () => void }): void {
    this.timers = this.timers.filter((other) => other !== timer);
    timer.task();
  }
}
