import type { Clock } from '../../src/main/base/clock.ts';

export interface ManualClock extends Clock {
  /** Lets `ms` pass, firing timers in order. */
  advance(ms: number): void;
  /** How many timers wait. */
  waiting(): number;
}

/** A clock that moves only when told to. */
export function createManualClock(startAt = Date.UTC(2026, 0, 15, 6, 30)): ManualClock {
  let now = startAt;
  const timers = new Set<{ at: number; task: () => void }>();
  const nextUntil = (end: number) =>
    [...timers].filter((timer) => timer.at <= end).sort((a, b) => a.at - b.at)[0];
  return {
    now: () => now,
    setTimeout(task, ms) {
      const timer = { at: now + ms, task };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    advance(ms) {
      const end = now + ms;
      for (let timer = nextUntil(end); timer; timer = nextUntil(end)) {
        timers.delete(timer);
        now = Math.max(now, timer.at);
        timer.task();
      }
      now = end;
    },
    waiting: () => timers.size,
  };
}
