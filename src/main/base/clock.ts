/** Time as the services see it, so that tests can drive it. */
export interface Clock {
  /** Epoch milliseconds UTC. */
  now(): number;
  /** Runs `task` once after `ms`; the answer cancels it. */
  setTimeout(task: () => void, ms: number): () => void;
}

/** The longest delay a Node timer keeps; a longer one would fire at once. */
const longestTimerMs = 2 ** 31 - 1;

export const systemClock: Clock = {
  now: () => Date.now(),
  setTimeout(task, ms) {
    const timer = setTimeout(task, Math.min(Math.max(ms, 0), longestTimerMs));
    return () => clearTimeout(timer);
  },
};
