import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  nextPollDelay,
  nextQuestion,
  type PollSituation,
} from '../../../../src/main/calls/poll-schedule.ts';
import { type CallState, callDirections, callStates } from '../../../../src/shared/domain/call.ts';

const minute = 60_000;

const calm: PollSituation = {
  direction: 'outbound',
  state: 'accepted',
  sinceAcceptedMs: 0,
  failures: 0,
  retryAfterSeconds: null,
  hints: 'none',
  random: 0.5,
};

const situation: fc.Arbitrary<PollSituation> = fc.record({
  direction: fc.constantFrom(...callDirections),
  state: fc.constantFrom(...callStates),
  sinceAcceptedMs: fc.integer({ min: -minute, max: 24 * 60 * minute }),
  failures: fc.nat({ max: 10_000 }),
  retryAfterSeconds: fc.option(fc.nat({ max: 3600 })),
  hints: fc.constantFrom('none', 'expected', 'arriving'),
  random: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
});

test.each([
  ['accepted', 0, 2_000],
  ['accepted', 4_999, 2_000],
  ['accepted', 5_000, 3_500],
  ['agent_answered', 19_999, 3_500],
  ['agent_answered', 20_000, 5_000],
  ['agent_answered', 20 * minute - 1, 5_000],
  ['agent_answered', 20 * minute, 10_000],
  ['finishing', 0, 2_000],
  ['finishing', 60 * minute, 2_000],
] as const)('%s for %i ms: looks after %i ms', (state, sinceAcceptedMs, delay) => {
  expect(nextPollDelay({ ...calm, state, sinceAcceptedMs })).toBe(delay);
});

test.each([
  ['offered', 0, 60_000],
  ['ringing', 0, 90_000],
  ['answered', 0, 180_000],
  ['finishing', 0, 10_000],
  ['ringing', 6, 90_000],
  ['finishing', 6, 60_000],
] as const)(
  'a customer’s call that is %s, after %i failures: looks after %i ms of silence',
  (state, failures, delay) => {
    expect(nextPollDelay({ ...calm, direction: 'inbound', state, failures })).toBe(delay);
  },
);

test('of a customer’s call legs are asked for first, which say whose phone it is', () => {
  const call = { state: 'ringing', legsSupported: null, perMinute: 1 } as const;
  expect([0, 1, 2].map((polls) => nextQuestion({ ...call, polls }))).toEqual([
    'legs',
    'details',
    'legs',
  ]);
  expect(nextQuestion({ ...call, polls: 0, legsSupported: false })).toBe('details');
  expect(nextQuestion({ ...call, polls: 0, state: 'answered' })).toBe('details');
});

test.each([
  [1, 2_000],
  [2, 4_000],
  [5, 32_000],
  [6, 60_000],
])('after %i failures in a row: looks after %i ms', (failures, delay) => {
  expect(nextPollDelay({ ...calm, failures })).toBe(delay);
});

describe('always', () => {
  test('without a Retry-After a look comes after 1.9 s to 189 s', () => {
    fc.assert(
      fc.property(situation, (each) => {
        const delay = nextPollDelay({ ...each, retryAfterSeconds: null });
        expect(delay).toBeGreaterThanOrEqual(1_900);
        expect(delay).toBeLessThanOrEqual(189_000);
        expect(Number.isInteger(delay)).toBe(true);
      }),
    );
  });

  test('Retry-After is obeyed, and only ever makes the wait longer', () => {
    fc.assert(
      fc.property(situation, fc.nat({ max: 3600 }), (each, retryAfterSeconds) => {
        const delay = nextPollDelay({ ...each, retryAfterSeconds });
        expect(delay).toBe(
          Math.max(retryAfterSeconds * 1000, nextPollDelay({ ...each, retryAfterSeconds: null })),
        );
      }),
    );
  });

  test('jitter stays within a twentieth', () => {
    fc.assert(
      fc.property(situation, (each) => {
        const free = { ...each, retryAfterSeconds: null };
        const middle = nextPollDelay({ ...free, random: 0.5 });
        expect(Math.abs(nextPollDelay(free) - middle)).toBeLessThanOrEqual(middle / 20 + 1);
      }),
    );
  });

  test('more failures never make it quicker, up to a minute', () => {
    fc.assert(
      fc.property(situation, (each) => {
        const at = (failures: number) =>
          nextPollDelay({ ...each, failures, retryAfterSeconds: null, random: 0.5 });
        const failures = Math.max(each.failures, 1);
        expect(at(failures + 1)).toBeGreaterThanOrEqual(at(failures));
        expect(at(failures)).toBeLessThanOrEqual(
          each.direction === 'inbound' ? 3 * minute : minute,
        );
      }),
    );
  });

  test('a call that stays as it is is never asked about faster than before', () => {
    fc.assert(
      fc.property(situation, fc.nat({ max: 60 * minute }), (each, later) => {
        const calmly: PollSituation = {
          ...each,
          failures: 0,
          retryAfterSeconds: null,
          hints: 'none',
          random: 0.5,
        };
        const older = { ...calmly, sinceAcceptedMs: each.sinceAcceptedMs + later };
        expect(nextPollDelay(older)).toBeGreaterThanOrEqual(nextPollDelay(calmly));
      }),
    );
  });
});

test.each([
  ['arriving', 'accepted', 0, 180_000],
  ['arriving', 'agent_answered', 20 * minute, 180_000],
  ['expected', 'accepted', 44_999, 15_000],
  // They do not come after all: as without.
  ['expected', 'accepted', 45_000, 5_000],
  ['arriving', 'finishing', 0, 2_000],
] as const)('hints %s, %s for %i ms: looks after %i ms', (hints, state, since, delay) => {
  expect(nextPollDelay({ ...calm, hints, state, sinceAcceptedMs: since })).toBe(delay);
});

describe('what to ask', () => {
  test.each([
    [12, ['legs', 'legs', 'details', 'legs']],
    [11.9, ['legs', 'details', 'legs', 'details']],
    [2, ['legs', 'details', 'legs', 'details']],
    [1.9, ['details', 'details', 'details', 'details']],
  ])('with %d requests a minute the end comes first', (perMinute, questions) => {
    const asked = [0, 1, 2, 3].map((polls) =>
      nextQuestion({ state: 'accepted', legsSupported: null, polls, perMinute }),
    );
    expect(asked).toEqual(questions);
  });

  test('legs while the agent’s phone rings, but details in between, to hear of an end', () => {
    const asked = Array.from({ length: 9 }, (_, polls) =>
      nextQuestion({ state: 'accepted', legsSupported: null, polls, perMinute: 200 }),
    );
    expect(asked.slice(0, 3)).toEqual(['legs', 'legs', 'details']);
    expect(asked.filter((question) => question === 'details')).toHaveLength(3);
  });

  const withLegs: readonly CallState[] = ['accepted', 'offered', 'ringing'];
  test.each(callStates.filter((state) => !withLegs.includes(state)))('details when %s', (state) => {
    expect(nextQuestion({ state, legsSupported: true, polls: 0, perMinute: 200 })).toBe('details');
  });

  test('details alone where there is no legs endpoint', () => {
    for (let polls = 0; polls < 5; polls += 1)
      expect(nextQuestion({ state: 'accepted', legsSupported: false, polls, perMinute: 200 })).toBe(
        'details',
      );
  });
});
