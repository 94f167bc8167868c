import { uptime } from 'node:os';

/** Time as the services see it, so that tests can drive it. */
export interface Clock {
  /**
   * Epoch milliseconds UTC by this computer's clock, which may be set to anything at any moment.
   */
  now(): number;
  /**
   * Milliseconds since some fixed moment, always rising, sleep included, however the wall clock is
   * set. Absent where `now` never jumps.
   */
  monotonic?(): number;
  /** Runs `task` once after `ms` of elapsed time. Returns a function that cancels it. */
  setTimeout(task: () => void, ms: number): () => void;
}

/** The clock to measure durations by. Only differences mean anything. */
export function steadyNow(clock: Clock): number {
  return clock.monotonic?.() ?? clock.now();
}

/** How far two readings of the time since boot may drift apart without a sleep in between. */
const sleepToleranceMs = 2_000;

/**
 * Returns a clock that only rises and that counts sleep. `awake` is precise but may stand still
 * while the computer sleeps (as CLOCK_MONOTONIC does on Linux); `sinceBoot` keeps going then but
 * may be coarse.
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

/** The longest delay a Node timer keeps, 24.8 days; a longer one would fire at once. */
const longestTimerMs = 2 ** 31 - 1;

/** Node's timer for any delay: one that is too long is continued in another timer. */
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
