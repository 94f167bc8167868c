import fc from 'fast-check';
import { catalogue } from '../fault-server/catalogue.ts';

/** Where in a dial the process is killed. */
export const killSteps = [
  'before the row',
  'after the row',
  'after the mark',
  'after the first byte',
  'after the request',
  'after the answer',
  'after the writing',
] as const;
export type KillStep = (typeof killSteps)[number];

/** One process's life: it dials through faults, and is killed during its last dial. */
export interface DialPlan {
  /** The faults that its dials meet, by name. */
  before: string[];
  last: string;
  step: KillStep;
}

const faultName = fc.constantFrom(...catalogue.map(({ name }) => name));

export const dialPlan: fc.Arbitrary<DialPlan> = fc.record({
  before: fc.array(faultName, { maxLength: 40 }),
  last: faultName,
  step: fc.constantFrom(...killSteps),
});

/**
 * Returns plans that dial at least `dials` times in all, `perLife` times each on average; as many
 * as needed for every fault to be killed at every step.
 */
export function makePlans(dials: number, perLife: number, seed: number): DialPlan[] {
  const every = catalogue.flatMap(({ name }) => killSteps.map((step) => ({ last: name, step })));
  const [order = []] = fc.sample(fc.shuffledSubarray(every, { minLength: every.length }), {
    seed,
    numRuns: 1,
  });
  const lives = Math.ceil(dials / perLife);
  const befores = fc.sample(
    fc.array(faultName, { minLength: perLife - 1, maxLength: perLife - 1 }),
    {
      seed: seed + 1,
      numRuns: lives,
    },
  );
  return befores.map((before, index) => {
    const end = order[index % order.length];
    if (!end) throw new Error('no faults');
    return { before, ...end };
  });
}

export const everyPair = catalogue.length * killSteps.length;
