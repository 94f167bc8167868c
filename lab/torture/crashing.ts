import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { percentile } from '../bench/statistics.ts';
import { type CrashFigures, type Moment, runCrashes } from './crash-run.ts';
import { inLanes, lanes } from './lanes.ts';

/** Goal for a restart after a crash, until the first page can be read and calls are followed. */
const readyGoalMs = 2_000;

export interface CrashingOptions {
  crashes: number;
  seed: number;
  /** The child's bundle. */
  script: string;
}

/** Kills at random moments: while it starts, and while it works. Throws on a broken promise. */
export async function crashing({ crashes, seed, script }: CrashingOptions) {
  const moment: fc.Arbitrary<Moment> = fc.oneof(
    { weight: 1, arbitrary: after(fc.constant('start'), 500) },
    { weight: 4, arbitrary: after(fc.integer({ min: 2, max: 40 }), 50) },
  );
  const moments = fc.sample(moment, { seed, numRuns: crashes });
  const all: CrashFigures[] = [];
  await inLanes(async (lane, folder) => {
    // Several databases per lane, so that each grows and there is more than one.
    for (let database = 0; database < 3; database += 1) {
      const mine = moments.filter((_, index) => index % (lanes * 3) === lane * 3 + database);
      all.push(await runCrashes(mkdtempSync(join(folder, 'database-')), mine, script));
      console.log(`${sum(all, ({ kills }) => kills)} crashes`);
    }
  });
  const ready = all.flatMap((figures) => figures.ready);
  const rounded = (samples: number[], share: number) => Math.round(percentile(samples, share));
  return {
    kills: sum(all, ({ kills }) => kills),
    acknowledged: sum(all, (figures) => figures.acknowledged),
    posts: sum(all, ({ posts }) => posts),
    restartsMeasured: ready.length,
    readyP50Ms: rounded(ready, 0.5),
    readyP99Ms: rounded(ready, 0.99),
    ofWhichLoadingModulesP50Ms: rounded(
      all.flatMap(({ loaded }) => loaded),
      0.5,
    ),
    readyGoalMet: percentile(ready, 0.99) <= readyGoalMs,
  };
}

function after(from: fc.Arbitrary<Moment['after']>, longestMs: number): fc.Arbitrary<Moment> {
  const delayMs = fc.double({ min: 0, max: longestMs, noNaN: true });
  return fc.record({ after: from, delayMs });
}

function sum<T>(items: readonly T[], of: (item: T) => number): number {
  return items.reduce((total, item) => total + of(item), 0);
}
