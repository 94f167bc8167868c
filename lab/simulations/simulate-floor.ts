import { accountLimitPerMinute } from '../../src/main/exotel/request-budget.ts';
import { Chance } from './chance.ts';
import { SimAccount, type WindowKind } from './sim-account.ts';
import { SimAgent } from './sim-agent.ts';
import { SimClock } from './sim-clock.ts';
import { SimFloor } from './sim-floor.ts';
import { quantile } from './simulate.ts';

export interface FloorScenario {
  agents: number;
  /** The agents are spread over so many accounts, each a floor of its own. */
  accounts: number;
  /** `each`: every end is asked for; `auto`: reported ends count where the limit demands it. */
  verify: 'auto' | 'each';
  window: WindowKind;
  hours: number;
  seed: number;
}

export interface FloorOutcome {
  calls: number;
  callsPerMinute: number;
  /** From a call's end until it is seen, seconds. */
  delay: { p50: number; p95: number };
  /** All requests for each call placed. */
  requestsPerCall: number;
  postsRefused: number;
  looksRefused: number;
  /** Share of the ends that were taken as reported, and of those verified by the end of the shift. */
  reported: number;
  verified: number;
}

/** Agents arrive within ten minutes; what happens in twenty is not counted. */
const arrivalMs = 10 * 60_000;
const warmUpMs = 20 * 60_000;

/** Plays a shift of floors with callbacks through their relays. */
export async function simulateFloor(scenario: FloorScenario): Promise<FloorOutcome> {
  const chance = new Chance(scenario.seed);
  const clock = new SimClock();
  const shiftMs = scenario.hours * 3_600_000;
  const end = clock.now() + shiftMs;
  const desktops = scenario.agents / scenario.accounts;
  const accounts = Array.from({ length: scenario.accounts }, () => ({
    account: new SimAccount(clock, chance, scenario.window),
    floor: new SimFloor({
      clock,
      desktops,
      limitPerMinute: accountLimitPerMinute,
      verify: scenario.verify,
    }),
  }));
  const agents = accounts.flatMap(({ account, floor }) =>
    Array.from({ length: desktops }, () => {
      const agent = new SimAgent({ clock, chance, account, agents: null, callbacks: true, floor });
      clock.setTimeout(() => void agent.work(end), chance.between(0, arrivalMs));
      return agent;
    }),
  );
  for (const { account } of accounts)
    clock.setTimeout(() => {
      Object.assign(account.traffic, { posts: 0, postsRefused: 0, looks: 0, looksRefused: 0 });
    }, warmUpMs);
  await clock.run(shiftMs);

  const days = agents.map(({ day }) => day);
  const delays = days.flatMap((day) => day.delays).map((ms) => ms / 1000);
  const sum = (of: (each: SimAccount) => number): number =>
    accounts.reduce((total, { account }) => total + of(account), 0);
  const posts = sum(({ traffic }) => traffic.posts);
  const looks = sum(({ traffic }) => traffic.looks);
  const placed = posts - sum(({ traffic }) => traffic.postsRefused);
  const verified = days.reduce((total, day) => total + day.verifiedAfter.length, 0);
  const reported = days.reduce((total, day) => total + day.reported, 0);
  return {
    calls: delays.length,
    callsPerMinute: posts / ((shiftMs - warmUpMs) / 60_000),
    delay: { p50: quantile(delays, 0.5), p95: quantile(delays, 0.95) },
    requestsPerCall: (placed + looks) / placed,
    postsRefused: (posts - placed) / posts,
    looksRefused: looks === 0 ? 0 : sum(({ traffic }) => traffic.looksRefused) / looks,
    reported: reported / delays.length,
    verified: verified / delays.length,
  };
}
