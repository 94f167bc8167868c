import { uptime } from 'node:os';

/** Time as the services see it, so that tests can drive it. */
export interface Clock {
  /** Epoch milliseconds UTC by this computer's clock, which anybody may set at any moment. */
  now(): number;
  /**
   * Milliseconds since some moment that rise as time passes, sleep included, whatever is done to
   * the clock on the wall. Absent where `now` never jumps.
   */
  monotonic?(): number;
  /** Runs `task` once after `ms`, by time that passes; the answer cancels it. */
  setTimeout(task: () => void, ms: number): () => void;
}

/** What "how long" is measured by. Only differences mean anything. */
export function steadyNow(clock: Clock): number {
  return clock.monotonic?.() ?? clock.now();
}

/** What two readings of the time since the boot may differ by without a sleep in between. */
const sleepToleranceMs = 2_000;

/**
 * A clock that only rises, and counts sleep. `awake` is fine and may stand still while the computer
 * sleeps (as CLOCK_MONOTONIC does on Linux); `sinceBoot` goes on then, and may be coarse.
 */
export function monotonicFrom(awake: () => number, sinceBoot: () => number): () => number {
  const apart = sinceBoot() - awake();
  let slept = 0;
  return () => {
    const awakeMs = awake();
    const missing = sinceBoot() - apart - awakeMs;
    if (missing - slept > sleepToleranceMs) slept = missing;
    return awakeMs + slept;
  };
}

/** The longest delay that a Node timer keeps, 24.8 days; a longer one would fire at once. */
const longestTimerMs = 2 ** 31 - 1;

/** Node's timer for any delay: one that is too long for it goes on in another. */
function startTimer(task: () => void, ms: number): () => void {
  const part = Math.min(Math.max(ms, 0), longestTimerMs);
  let cancel = (): void => clearTimeout(timer);
  const timer = setTimeout(() => {
    if (ms <= part) task();
    else cancel = startTimer(task, ms - part);
  }, part);
  return () => cancel();
}

export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: monotonicFrom(
    () => performance.now(),
    () => uptime() * 1000,
  ),
  setTimeout: startTimer,
};
