/** Returns the value below which `share` (0 to 1) of the samples lie. */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  const value = sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
  if (value === undefined) throw new Error('no samples');
  return value;
}

/** One line of the table. `ratio` is ours over the rival's; times are milliseconds. */
export interface BenchRow {
  what: string;
  /** Milliseconds if absent. */
  unit?: 'requests' | 'MB' | 'kB';
  ours: { p50: number; p95: number };
  rival: { name: string; p50: number; p95: number };
  /** How the goal is stated, and whether this run met it. */
  goal: string;
  ratio: number;
  met: boolean;
}

export function summarize(samples: readonly number[]): { p50: number; p95: number } {
  return { p50: percentile(samples, 0.5), p95: percentile(samples, 0.95) };
}

/** The milliseconds of each run. */
export interface Samples {
  ours: number[];
  rival: number[];
}

const mostRounds = 50;
/** A few rounds must do for what takes seconds. */
const enoughMs = 3_000;
const fewestRounds = 5;

/** Times both alternately, so that a noisy moment of the machine affects both. */
export function inTurn(ours: () => unknown, rival: () => unknown): Samples {
  const samples: Samples = { ours: [], rival: [] };
  const from = performance.now();
  for (let round = 0; round < mostRounds; round += 1) {
    if (round >= fewestRounds && performance.now() - from > enoughMs) break;
    // Ours is the shorter one: more samples make its p95 more precise.
    for (let time = 0; time < 4; time += 1) samples.ours.push(timed(ours));
    samples.rival.push(timed(rival));
  }
  return samples;
}

function timed(work: () => unknown): number {
  const from = performance.now();
  work();
  return performance.now() - from;
}
