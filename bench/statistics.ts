/** The value below which `share` (0 to 1) of the samples lie. */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  const value = sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
  if (value === undefined) throw new Error('no samples');
  return value;
}

/** One line of the table. `ratio` is ours over the rival's; times are milliseconds. */
export interface BenchRow {
  what: string;
  /** Absent: milliseconds. */
  unit?: 'requests';
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
