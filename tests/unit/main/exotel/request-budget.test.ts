import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { meteredClient } from '../../../../src/main/exotel/metered-client.ts';
import { type LookNeed, RequestBudget } from '../../../../src/main/exotel/request-budget.ts';
import { problem, providerCall } from '../../../support/call-facts.ts';
import { FakeClock } from '../../../support/fake-clock.ts';
import { placeRequest } from '../../../support/place-request.ts';

const start = Date.UTC(2026, 0, 5, 6);
const minute = 60_000;

/** When looks of one need leave that are all wanted at once, milliseconds from the start. */
function leaving(budget: RequestBudget, need: LookNeed, forMs: number, from = start): number[] {
  const times: number[] = [];
  for (let now = from; now <= from + forMs; ) {
    const waitMs = budget.waitMs(need, now);
    if (waitMs === 0) {
      budget.sent('look', now);
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

  test('200 of them: wide enough apart that their dials fit in between', () => {
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
              budget.sent('look', now);
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
    const needs = fc.constantFrom<LookNeed>('now', 'live', 'later');
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
            budget.sent('look', now);
          }
        },
      ),
    );
  });
});

test('"I have hung up" goes before its turn', () => {
  const budget = new RequestBudget(() => 50);
  leaving(budget, 'live', 50_000);
  expect(budget.waitMs('live', start + 50_000)).toBeGreaterThan(0);
  expect(budget.waitMs('now', start + 50_000)).toBe(0);
  budget.sent('look', start + 50_000);
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
  expect(budget.waitMs('live', before + 15_000)).toBeLessThanOrEqual(15_000);
});

test('turns of what is over come one after the other, as the budget allows', async () => {
  const clock = new FakeClock(start);
  const budget = new RequestBudget(() => 50);
  const sleep = (ms: number) => new Promise<void>((wake) => void clock.setTimeout(wake, ms));
  const turns: number[] = [];
  for (let each = 0; each < 3; each += 1)
    void budget.turn(clock.now, sleep).then(() => {
      budget.sent('look', clock.now());
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
  await client.getCall('a');
  expect(budget.waitMs('live', start)).toBe(30_000);
  await client.getLegs('a');
  expect(budget.waitMs('now', start)).toBe(90_000);
});
