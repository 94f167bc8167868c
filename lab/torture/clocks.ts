import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { ClockLife } from './clock-life.ts';
import { clockStep } from './clock-plan.ts';

export interface ClocksOptions {
  lives: number;
  seed: number;
}

/**
 * Plays lives of a profile under a clock that may be set at any time. Throws on the first thing
 * that is lost.
 */
export async function clocks({ lives, seed }: ClocksOptions) {
  const count = { lives: 0, steps: 0, dials: 0, removed: 0, restored: 0 };
  const steps = fc.array(clockStep, { minLength: 30, maxLength: 60, size: 'max' });
  const property = fc.asyncProperty(steps, async (plan) => {
    const folder = mkdtempSync(join(tmpdir(), 'handset-clocks-'));
    const life = new ClockLife(folder);
    try {
      await life.run(plan);
    } finally {
      await life.close();
      rmSync(folder, { recursive: true, force: true });
    }
    count.lives += 1;
    count.steps += plan.length;
    count.dials += life.dials;
    count.removed += life.removed;
    count.restored += life.restored;
  });
  await fc.assert(property, { seed, numRuns: lives, endOnFailure: true });
  return count;
}
