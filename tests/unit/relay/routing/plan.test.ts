import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Queue, relayConfigSchema } from '../../../../src/relay/config.ts';
import { type PlanInput, planAttempt } from '../../../../src/relay/routing/plan.ts';
import { someConfig } from '../../../support/relay-folder.ts';

function aQueue(changed: object = {}): Queue {
  const queues = [{ id: 'sales', name: 'Sales', ...changed }];
  const [queue] = relayConfigSchema.parse({ ...someConfig, queues }).queues;
  if (!queue) throw new Error('no queue');
  return queue;
}

const free = (agent: string, idleMs: number) => ({ agent, uri: `sip:${agent}`, idleMs });
const three = [free('asha', 5_000), free('ravi', 9_000), free('meera', 1_000)];

function plan(changed: Partial<PlanInput> = {}) {
  const found = planAttempt({
    queue: aQueue(),
    mode: 'in_turn',
    free: three,
    sticky: null,
    tried: [],
    attempts: 0,
    waitedMs: 0,
    overflowRung: false,
    ...changed,
  });
  return found.kind === 'agents' ? found.agents.map(({ agent }) => agent) : found.kind;
}

test('who has waited longest is rung, alone; who waited as long, by id', () => {
  expect(plan()).toEqual(['ravi']);
  expect(plan({ tried: ['ravi'], attempts: 1 })).toEqual(['asha']);
  expect(plan({ free: [free('meera', 7), free('asha', 7)] })).toEqual(['asha']);
});

test('who spoke with the caller last goes first, once, and if free', () => {
  expect(plan({ sticky: 'meera' })).toEqual(['meera']);
  expect(plan({ sticky: 'meera', tried: ['meera'], attempts: 1 })).toEqual(['ravi']);
  expect(plan({ sticky: 'nila' })).toEqual(['ravi']);
});

test('who is known rings for a time of their own, where a reply can say so', () => {
  const seconds = (ringing: 'omit' | 'send', sticky: string | null) => {
    const queue = aQueue({ ringSeconds: 25, stickyRingSeconds: 12, reply: { ringing } });
    const input = { queue, mode: queue.mode, free: three, tried: [], attempts: 0 };
    const found = planAttempt({ ...input, sticky, waitedMs: 0, overflowRung: false });
    return found.kind === 'agents' && found.ringSeconds;
  };
  expect(seconds('send', 'meera')).toBe(12);
  expect(seconds('send', null)).toBe(25);
  expect(seconds('omit', 'meera')).toBe(25);
});

test('so many attempts, or so long, and then the overflow, once', () => {
  expect(plan({ attempts: 3 })).toEqual(['ravi']);
  expect(plan({ attempts: 4 })).toBe('nobody');
  expect(plan({ waitedMs: 74_999 })).toEqual(['ravi']);
  expect(plan({ waitedMs: 75_000 })).toBe('nobody');
  const queue = aQueue({ overflowUri: '+918000000009' });
  expect(plan({ queue, attempts: 4 })).toBe('overflow');
  expect(plan({ queue, free: [] })).toBe('overflow');
  expect(plan({ queue, free: [], overflowRung: true })).toBe('nobody');
  expect(plan({ free: [] })).toBe('nobody');
});

test('a list has up to three, and no more than attempts are left', () => {
  const four = [...three, free('nila', 2)];
  expect(plan({ mode: 'list', free: four, sticky: 'nila' })).toEqual(['nila', 'ravi', 'asha']);
  expect(plan({ mode: 'list', free: four, attempts: 2 })).toEqual(['ravi', 'asha']);
});

test('property: only free agents, none twice in a call, and every call comes to its end', () => {
  const ids = fc.uniqueArray(fc.constantFrom('asha', 'ravi', 'meera', 'nila', 'omar', 'priya'));
  fc.assert(
    fc.property(
      fc.array(ids, { minLength: 30, maxLength: 30 }),
      fc.constantFrom<Queue['mode']>('in_turn', 'list'),
      fc.option(fc.constantFrom('asha', 'omar'), { nil: null }),
      fc.integer({ min: 1, max: 8 }),
      fc.option(fc.constant('+918000000009'), { nil: null }),
      (rounds, mode, sticky, maxAttempts, overflowUri) => {
        const queue = aQueue({ maxAttempts, overflowUri });
        const tried: string[] = [];
        let overflows = 0;
        for (const round of rounds) {
          const found = planAttempt({
            queue,
            mode,
            free: round.map((id, index) => free(id, index)),
            sticky,
            tried,
            attempts: tried.length,
            waitedMs: 0,
            overflowRung: overflows > 0,
          });
          if (found.kind === 'overflow') overflows += 1;
          if (found.kind !== 'agents') continue;
          const rung = found.agents.map(({ agent }) => agent);
          if (!tried.includes(sticky ?? '') && round.includes(sticky as never)) {
            expect(rung[0]).toBe(sticky);
          }
          for (const agent of rung) {
            expect(round).toContain(agent);
            expect(tried).not.toContain(agent);
            tried.push(agent);
          }
        }
        expect(tried.length).toBeLessThanOrEqual(maxAttempts);
        expect(overflows).toBeLessThanOrEqual(overflowUri === null ? 0 : 1);
      },
    ),
  );
});
