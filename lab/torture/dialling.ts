import fc from 'fast-check';
import { catalogue } from '../fault-server/catalogue.ts';
import { DialTorture, type Life } from './dial-run.ts';
import { inLanes, lanes } from './lanes.ts';
import { type DialPlan, dialPlan, everyPair, killSteps, makePlans } from './plan.ts';

export interface DiallingOptions {
  dials: number;
  seed: number;
  /** The child's bundle. */
  script: string;
}

/**
 * Plays every fault × a kill at every step, with random dials before each. Throws on a broken
 * promise.
 */
export async function dialling({ dials, seed, script }: DiallingOptions) {
  const perLife = Math.max(1, Math.floor(dials / everyPair));
  const plans = makePlans(dials, perLife, seed);
  const count = { dials: 0, posts: 0, duplicates: 0, kills: 0, told: 0, unknown: 0 };
  await inLanes((lane, folder) => {
    const torture = new DialTorture(folder, script);
    const mine = plans.filter((_, index) => index % lanes === lane);
    const property = fc.asyncProperty(dialPlan, async (plan: DialPlan) => {
      const life = await torture.run(plan).catch((error: unknown) => {
        console.error(`broken: ${error}; looking for a smaller plan that breaks it`);
        throw error;
      });
      add(count, life);
      if (count.kills % 100 === 0) console.log(`${count.kills} kills, ${count.dials} dials`);
    });
    // All of them are examples: generated from the seed, and shrunk by fast-check when one fails.
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
  };
}

type Count = Record<'dials' | 'posts' | 'duplicates' | 'kills' | 'told' | 'unknown', number>;

function add(count: Count, life: Life): void {
  count.dials += life.dials.length;
  count.posts += life.posts.length;
  // A POST that was not read completely has no name yet: it counts separately.
  const named = life.posts.flatMap(({ customField }) => customField ?? []);
  count.duplicates += named.length - new Set(named).size;
  count.kills += 1;
  count.told += life.dials.filter(({ told }) => told !== null).length;
  count.unknown += life.shown.filter(({ state }) => state === 'unknown').length;
}
