import { describe, expect, test } from 'vitest';
import { Chance } from '../../../../lab/simulations/chance.ts';
import { missedGoals } from '../../../../lab/simulations/goals.ts';
import { simulateRival } from '../../../../lab/simulations/rival-poller.ts';
import { missedByFloor } from '../../../../lab/simulations/run-floors.ts';
import { SimAccount } from '../../../../lab/simulations/sim-account.ts';
import { SimClock } from '../../../../lab/simulations/sim-clock.ts';
import {
  jain,
  mean,
  quantile,
  type Scenario,
  simulate,
} from '../../../../lab/simulations/simulate.ts';
import { type FloorScenario, simulateFloor } from '../../../../lab/simulations/simulate-floor.ts';
import { threeMinuteCalls } from '../../../../lab/simulations/three-minute-call.ts';

const hour = { window: 'sliding', hours: 1, seed: 11, callbacks: false } as const;

/** `npm run simulate` plays eight hours of each; here it is one. */
const shifts: Scenario[] = [
  { ...hour, agents: 10, known: true },
  { ...hour, agents: 10, known: false },
  { ...hour, agents: 50, known: true },
  { ...hour, agents: 50, known: true, window: 'fixed' },
  { ...hour, agents: 50, known: true, callbacks: true },
  { ...hour, agents: 50, known: false },
  { ...hour, agents: 200, known: true, hours: 0.5 },
  { ...hour, agents: 200, known: true, window: 'fixed', callbacks: true, hours: 0.5 },
];

/** The same of floors; `npm run simulate` plays two hours. */
const floorHour = { window: 'sliding', hours: 0.75, seed: 11 } as const;
const floors: FloorScenario[] = [
  { ...floorHour, agents: 500, accounts: 1, verify: 'auto' },
  { ...floorHour, agents: 1_000, accounts: 2, verify: 'auto' },
];

test.each(floors)('a floor of $agents agents on $accounts accounts', async (scenario) => {
  const outcome = await simulateFloor(scenario);
  expect(outcome.callsPerMinute).toBeGreaterThan(0.2 * scenario.agents);
  expect(missedByFloor(scenario, outcome)).toEqual([]);
  expect(outcome.reported).toBeGreaterThan(0.9);
});

test('asking about each end, a floor of 500 sees them minutes late', async () => {
  const outcome = await simulateFloor({ ...floorHour, agents: 500, accounts: 1, verify: 'each' });
  expect(outcome.delay.p95).toBeGreaterThan(60);
});

test('one account does not carry 1,000 agents, and nothing here pretends that it does', async () => {
  const outcome = await simulateFloor({ ...floorHour, agents: 1_000, accounts: 1, verify: 'auto' });
  expect(outcome.postsRefused).toBeGreaterThan(0.2);
});

test.each(shifts)(
  '$agents agents, known: $known, callbacks: $callbacks, $window window',
  async (scenario) => {
    const outcome = await simulate(scenario);
    expect(outcome.calls).toBeGreaterThan(scenario.agents * scenario.hours * 5);
    expect(missedGoals(scenario, outcome)).toEqual([]);
    if (scenario.callbacks && scenario.agents === 50)
      expect(outcome.delay.p95).toBeLessThanOrEqual(1);
  },
);

test('a call of three minutes: at most 40 requests, its end seen within 5 s', async () => {
  const { requests, delaysMs } = await threeMinuteCalls({ callbacks: false, calls: 300, seed: 5 });
  expect(requests).toHaveLength(300);
  expect(mean(requests)).toBeLessThanOrEqual(40);
  expect(quantile(delaysMs, 0.95)).toBeLessThanOrEqual(5_000);
});

test('the same with callbacks: at most 6 requests, within a second', async () => {
  const { requests, delaysMs } = await threeMinuteCalls({ callbacks: true, calls: 300, seed: 5 });
  expect(quantile(requests, 0.95)).toBeLessThanOrEqual(6);
  expect(quantile(delaysMs, 0.95)).toBeLessThanOrEqual(1_000);
});

test('asking every second, 50 agents refuse each other most of their dials', async () => {
  const rival = await simulateRival({ ...hour, agents: 50, everyMs: 1_000 });
  expect(rival.postsRefused / rival.posts).toBeGreaterThan(0.5);
});

describe('the simulation itself', () => {
  test.each(['sliding', 'fixed'] as const)('a %s window admits 200 a minute', async (window) => {
    const clock = new SimClock();
    const account = new SimAccount(clock, new Chance(1), window);
    const burst = () => Array.from({ length: 300 }, () => account.admit('query'));
    await clock.run(30_000);
    expect(burst().filter(Boolean)).toHaveLength(200);
    await clock.run(30_000);
    // A new minute has begun; the last sixty seconds have not passed.
    expect(burst().filter(Boolean)).toHaveLength(window === 'fixed' ? 200 : 0);
    await clock.run(60_000);
    expect(burst().filter(Boolean)).toHaveLength(200);
  });

  test('its clock runs timers in their order, and none that was taken back', async () => {
    const clock = new SimClock(0);
    const chance = new Chance(2);
    const ran: number[] = [];
    for (let each = 0; each < 500; each += 1) {
      const at = Math.floor(chance.between(0, 1_000));
      const cancel = clock.setTimeout(() => ran.push(clock.now()), at);
      if (each % 5 === 0) cancel();
    }
    await clock.run(1_000);
    expect(ran).toHaveLength(400);
    expect(ran).toEqual([...ran].sort((one, other) => one - other));
  });

  test('its figures are the textbook’s', () => {
    expect(jain([1, 1, 1, 1])).toBe(1);
    expect(jain([1, 0, 0, 0])).toBe(0.25);
    expect(quantile([4, 1, 3, 2], 0.5)).toBe(3);
    const chance = new Chance(3);
    const talks = Array.from({ length: 5_000 }, () => chance.logNormal(180, 0.6));
    expect(Math.abs(quantile(talks, 0.5) - 180)).toBeLessThan(10);
  });
});
