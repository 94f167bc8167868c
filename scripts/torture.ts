import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import fc from 'fast-check';
import { build } from 'vite';
import { percentile } from '../bench/statistics.ts';

import { catalogue } from '../tests/fault-server/catalogue.ts';
import { childScripts } from '../tests/torture/child.ts';
import { type CrashFigures, type Moment, runCrashes } from '../tests/torture/crash-run.ts';
import { DialTorture, type Life } from '../tests/torture/dial-run.ts';
import { type DialPlan, dialPlan, everyPair, killSteps, makePlans } from '../tests/torture/plan.ts';
import { root } from './run.ts';

const { values: options } = parseArgs({
  options: {
    dials: { type: 'string', default: '10000' },
    crashes: { type: 'string', default: '1000' },
    seed: { type: 'string', default: String(Math.floor(Math.random() * 1e9)) },
  },
});
const seed = Number(options.seed);
/** Children wait for the disk most of their time. */
const lanes = availableParallelism() * 2;
/** Goal for a restart after a crash, until the first page can be read and calls are followed. */
const readyGoalMs = 2_000;

console.log(`seed ${seed}; repeat with: npm run torture -- --seed ${seed}`);
const children = await bundleChildren();
const startedAt = Date.now();
const dialling = await tortureDials(Number(options.dials));
console.table(dialling);
const crashing = await tortureCrashes(Number(options.crashes));
console.table(crashing);

const results = join(root, 'bench', 'results');
mkdirSync(results, { recursive: true });
const report = {
  date: new Date(startedAt).toISOString(),
  machine: `${cpus().length} × ${cpus()[0]?.model.trim() ?? 'processor'}, Node ${process.version}, ${process.platform}`,
  seed,
  seconds: Math.round((Date.now() - startedAt) / 1000),
  dialling,
  crashing,
};
writeFileSync(join(results, 'torture.json'), `${JSON.stringify(report, null, 2)}\n`);
if (!crashing.readyGoalMet) process.exitCode = 1;

/** As the app is: one file each, with the native module beside. */
async function bundleChildren() {
  const outDir = join(root, 'node_modules', '.cache', 'torture');
  await build({
    configFile: false,
    logLevel: 'error',
    build: { ssr: true, outDir, emptyOutDir: true, rolldownOptions: { input: childScripts } },
    ssr: { noExternal: true, external: ['better-sqlite3'] },
  });
  return { dial: join(outDir, 'dial.js'), crash: join(outDir, 'crash.js') };
}

/** Every fault × a kill at every step, and random dials before each. Throws on a broken promise. */
async function tortureDials(dials: number) {
  const perLife = Math.max(1, Math.floor(dials / everyPair));
  const plans = makePlans(dials, perLife, seed);
  const count = { dials: 0, posts: 0, kills: 0, told: 0, unknown: 0 };
  await inLanes((lane, folder) => {
    const torture = new DialTorture(folder, children.dial);
    const mine = plans.filter((_, index) => index % lanes === lane);
    const property = fc.asyncProperty(dialPlan, async (plan: DialPlan) => {
      const life = await torture.run(plan).catch((error: unknown) => {
        console.error(`broken: ${error}; looking for a smaller plan that breaks it`);
        throw error;
      });
      add(count, life);
      if (count.kills % 100 === 0) console.log(`${count.kills} kills, ${count.dials} dials`);
    });
    // All of them are examples: made by the seed, and made smaller by fast-check when one fails.
    const parameters = {
      seed,
      numRuns: mine.length,
      examples: mine.map((plan) => [plan] as [DialPlan]),
    };
    return fc.assert(property, parameters).finally(() => torture.close());
  });
  return {
    ...count,
    faults: catalogue.length,
    steps: killSteps.length,
    everyFaultDiedAtEveryStep: plans.length >= everyPair,
    duplicates: 0,
    lost: 0,
    misread: 0,
  };
}

function add(count: Record<'dials' | 'posts' | 'kills' | 'told' | 'unknown', number>, life: Life) {
  count.dials += life.dials.length;
  count.posts += life.posts.length;
  count.kills += 1;
  count.told += life.dials.filter(({ told }) => told !== null).length;
  count.unknown += life.shown.filter(({ state }) => state === 'unknown').length;
}

/** Ends at random moments: while it starts, and while it works. Throws on a broken promise. */
async function tortureCrashes(crashes: number) {
  const moment: fc.Arbitrary<Moment> = fc.oneof(
    { weight: 1, arbitrary: after(fc.constant('start'), 500) },
    { weight: 4, arbitrary: after(fc.integer({ min: 2, max: 40 }), 50) },
  );
  const moments = fc.sample(moment, { seed, numRuns: crashes });
  const all: CrashFigures[] = [];
  await inLanes(async (lane, folder) => {
    // Some books a lane, so that each grows, and is not the only one.
    for (let book = 0; book < 3; book += 1) {
      const mine = moments.filter((_, index) => index % (lanes * 3) === lane * 3 + book);
      all.push(await runCrashes(mkdtempSync(join(folder, 'book-')), mine, children.crash));
      console.log(`${sum(all, ({ kills }) => kills)} crashes`);
    }
  });
  const ready = all.flatMap((figures) => figures.ready);
  const rounded = (samples: number[], share: number) => Math.round(percentile(samples, share));
  return {
    kills: sum(all, ({ kills }) => kills),
    acknowledged: sum(all, (figures) => figures.acknowledged),
    posts: sum(all, ({ posts }) => posts),
    lost: 0,
    damaged: 0,
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

/** Runs side by side, each in a folder of its own. */
async function inLanes(run: (lane: number, folder: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'handset-torture-'));
  try {
    await Promise.all(
      Array.from({ length: lanes }, (_, lane) => run(lane, mkdtempSync(join(folder, 'lane-')))),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
