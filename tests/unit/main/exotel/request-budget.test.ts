import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { meteredClient } from '../../../../src/main/exotel/metered-client.ts';
import { type PollPriority, RequestBudget } from '../../../../src/main/exotel/request-budget.ts';
import { problem, providerCall } from '../../../support/call-facts.ts';
import { FakeClock } from '../../../support/fake-clock.ts';
import { placeRequest } from '../../../support/place-request.ts';

const start = Date.UTC(2026, 0, 5, 6);
const minute = 60_000;

/** When looks of one need leave that are all wanted at once, milliseconds from the start. */
function leaving(budget: RequestBudget, need: PollPriority, forMs: number, from = start): number[] {
  const times: number[] = [];
  for (let now = from; now <= from + forMs; ) {
    const waitMs = budget.waitMs(need, now);
    if (waitMs === 0) {
      budget.sent('query', now);
      times.push(now - start);
    }
    now += waitMs;
  }
  return times;
}

describe('agents who know their number', () => {
  test('alone, a minute of looks wanted at once stays within 200', () => {
    expect(leaving(new RequestBudget(() => 1), 'live', minute - 1).length).toBeLessThanOrEqual(200);
  });

  test('50 of them: one look in 15 seconds', () => {
    const times = leaving(new RequestBudget(() => 50), 'live', 2 * minute);
    expect(times).toEqual([0, 15, 30, 45, 60, 75, 90, 105, 120].map((s) => s * 1000));
  });

  test('a look may leave as soon as its time has come, and not before', () => {
    const budget = new RequestBudget(() => 50);
    budget.sent('query', start);
    expect(budget.waitMs('live', start + 7_500)).toBe(7_500);
    expect(budget.waitMs('live', start + 15_000)).toBe(0);
  });

  test('100 of them: wide enough apart that their dials fit in between', () => {
    const times = leaving(new RequestBudget(() => 100), 'live', 2 * minute);
    expect(times).toEqual([0, 40_500, 81_000]);
  });

  test('200 of them', () => {
    const times = leaving(new RequestBudget(() => 200), 'live', 4.1 * minute);
    expect(times).toEqual([0, 81_000, 162_000, 243_000]);
  });

  test('whatever is asked in whatever order: no minute with more than the share and what was borrowed', () => {
    const step = fc.record({
      do: fc.constantFrom('now', 'live', 'later', 'pass' as const),
      ms: fc.nat({ max: 30_000 }),
    });
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 50 }),
        fc.array(step, { maxLength: 300 }),
        (agents, steps) => {
          const budget = new RequestBudget(() => agents);
          const share = Math.floor(200 / agents);
          const sent: number[] = [];
          let now = start;
          for (const each of steps) {
            if (each.do === 'pass') now += each.ms;
            else if (budget.waitMs(each.do, now) === 0) {
              budget.sent('query', now);
              sent.push(now);
              const inMinute = sent.filter((at) => at > now - minute).length;
              expect(inMinute).toBeLessThanOrEqual(share + Math.ceil(share / 4));
              if (each.do !== 'now') expect(inMinute).toBeLessThanOrEqual(share);
            }
          }
        },
      ),
    );
  });

  test('a wait is kept: asked again after it, the look may leave', () => {
    const needs = fc.constantFrom<PollPriority>('now', 'live', 'later');
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 300 }),
        fc.array(needs, { maxLength: 60 }),
        (agents, wants) => {
          const budget = new RequestBudget(() => agents);
          let now = start;
          for (const need of wants) {
            for (let tries = 0; ; tries += 1) {
              expect(tries).toBeLessThan(8);
              const waitMs = budget.waitMs(need, now);
              if (waitMs === 0) break;
              now += waitMs;
            }
            budget.sent('query', now);
          }
        },
      ),
    );
  });
});

test('dials put no look into debt, and count as requests of their minute', () => {
  const budget = new RequestBudget(() => 50);
  for (let dial = 0; dial < 3; dial += 1) budget.sent('place', start);
  expect(budget.waitMs('live', start)).toBe(15_000);
  for (let dial = 0; dial < 2; dial += 1) budget.sent('place', start);
  // Five a minute are the share and what may be borrowed.
  expect(budget.waitMs('now', start)).toBe(60_000);
});

test('what was borrowed is paid back before more is borrowed', () => {
  const budget = new RequestBudget(() => 50);
  for (let look = 0; look < 2; look += 1) budget.sent('query', start);
  expect(budget.waitMs('now', start)).toBe(15_000);
  budget.sent('place', start);
  expect(budget.waitMs('now', start)).toBe(15_000);
});

test('"I have hung up" goes before its turn', () => {
  const budget = new RequestBudget(() => 50);
  leaving(budget, 'live', 50_000);
  expect(budget.waitMs('live', start + 50_000)).toBeGreaterThan(0);
  expect(budget.waitMs('now', start + 50_000)).toBe(0);
  budget.sent('query', start + 50_000);
  // Borrowed, not given: a second one waits.
  expect(budget.waitMs('now', start + 50_001)).toBeGreaterThan(0);
});

test('what is over waits while a call is open, and leaves one request for the next dial', () => {
  const budget = new RequestBudget(() => 50);
  leaving(budget, 'live', 45_000);
  const idle = leaving(budget, 'later', 3 * minute, start + 45_000);
  expect(idle[0]).toBeGreaterThanOrEqual(75_000);
  for (const at of idle)
    expect(idle.filter((each) => each <= at && each > at - minute).length).toBeLessThanOrEqual(3);
});

test('what is over waits for the looks at open calls that are due, unless there are looks to spare', () => {
  const few = new RequestBudget(() => 50);
  expect(few.waitMs('live', start)).toBe(0);
  expect(few.waitMs('later', start)).toBe(30_000);
  expect(few.waitMs('later', start + 30_000)).toBe(0);
  const some = new RequestBudget(() => 20);
  expect(some.waitMs('live', start)).toBe(0);
  some.sent('query', start);
  expect(some.waitMs('later', start)).toBe(0);
});

test('a refusal without a time holds every look for half a minute', () => {
  const budget = new RequestBudget(() => 10);
  budget.refused(start, null);
  expect(budget.waitMs('now', start)).toBe(30_000);
  expect(budget.waitMs('now', start + 30_000)).toBe(0);
});

describe('where the number of agents is unknown', () => {
  test('three looks at once, then as learned', () => {
    const times = leaving(new RequestBudget(() => null), 'live', 2 * minute);
    expect(times).toEqual([0, 0, 0, 40_000, 80_000, 120_000]);
  });

  test('the share grows with what is answered and falls with what is refused', () => {
    const budget = new RequestBudget(() => null);
    expect(budget.perMinute).toBe(1.5);
    budget.accepted(start);
    budget.accepted(start + minute);
    expect(budget.perMinute).toBeCloseTo(1.6, 5);
    budget.refused(start + minute, 1);
    expect(budget.perMinute).toBe(0.65);
  });
});

test.each([
  [0, 200],
  [1, 200],
  [50, 4],
  [400, 0.5],
])('%i agents have %d requests a minute each', (agents, each) =>
  expect(new RequestBudget(() => agents).perMinute).toBe(each),
);

test('Retry-After holds every look of this agent, and no longer than asked', () => {
  const budget = new RequestBudget(() => 10);
  budget.refused(start, 30);
  for (const need of ['now', 'live', 'later'] as const) {
    expect(budget.waitMs(need, start + 29_000)).toBeGreaterThanOrEqual(1_000);
    expect(budget.waitMs(need, start + 60_000)).toBe(0);
  }
  expect(budget.waitMs('now', start + 30_000)).toBe(0);
});

test('a clock set back by a day holds nothing', () => {
  const budget = new RequestBudget(() => 50);
  leaving(budget, 'live', 45_000);
  const before = start - 86_400_000;
  const times = leaving(budget, 'live', minute, before).map((at) => at + 86_400_000);
  expect(times).toEqual([15_000, 30_000, 45_000, 60_000]);
});

test('turns of what is over come one after the other, as the budget allows', async () => {
  const clock = new FakeClock(start);
  const budget = new RequestBudget(() => 50);
  const sleep = (ms: number) => new Promise<void>((wake) => void clock.setTimeout(wake, ms));
  const turns: number[] = [];
  for (let each = 0; each < 3; each += 1)
    void budget.turn(clock.now, sleep).then(() => {
      budget.sent('query', clock.now());
      turns.push((clock.now() - start) / 1000);
    });
  await clock.advance(5 * minute);
  expect(turns).toEqual([0, 15, 30]);
});

test('the client counts every request and hears every "too many", inner ones too', async () => {
  const budget = new RequestBudget(() => 50);
  const refused = problem({
    kind: 'rate_limited',
    httpStatus: 200,
    code: 10724,
    retryAfterSeconds: 90,
  });
  const client = meteredClient(
    {
      placeCall: async () => ({ kind: 'accepted', call: providerCall() }),
      getCall: async () => ({ ok: true, value: providerCall() }),
      getLegs: async () => ({ ok: false, problem: refused }),
      probe: async () => ({ ok: true, value: null }),
    },
    budget,
    () => start,
  );
  await client.placeCall(placeRequest());
  expect(budget.waitMs('live', start)).toBe(15_000);
  await client.getCall('a', 'outbound');
  expect(budget.waitMs('live', start)).toBe(30_000);
  await client.getLegs('a', 'outbound');
  expect(budget.waitMs('now', start)).toBe(90_000);
});

describe('on a floor', () => {
  const agents = () => 50;

  test('polls go by the share that the floor leaves, whatever the setting says', () => {
    const share = { polls: 30 as number | null };
    const budget = new RequestBudget(agents, () => share.polls);
    expect(budget.perMinute).toBe(30);
    expect(leaving(budget, 'live', minute - 1).length).toBeLessThanOrEqual(30);
    share.polls = null;
    expect(budget.perMinute).toBe(4);
  });

  test('dials are counted by the floor and cost no poll', () => {
    const budget = new RequestBudget(agents, () => 6);
    for (let times = 0; times < 100; times += 1) budget.sent('place', 0);
    expect(budget.waitMs('live', 0)).toBe(0);
    const alone = new RequestBudget(() => 30);
    for (let times = 0; times < 100; times += 1) alone.sent('place', 0);
    expect(alone.waitMs('live', 0)).toBeGreaterThan(0);
  });

  test('with next to no share, each call in need still has a poll that was saved up', () => {
    const budget = new RequestBudget(agents, () => 0.004);
    expect(budget.waitMs('live', 0)).toBe(0);
    budget.sent('query', 0);
    expect(budget.waitMs('live', 0)).toBeGreaterThan(60 * minute);
    // What only completes a call that is over waits for a quieter floor.
    expect(new RequestBudget(agents, () => 0).waitMs('later', minute)).toBeLessThan(Infinity);
  });
});
