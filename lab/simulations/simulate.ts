import { Chance } from './chance.ts';
import { SimAccount, type Traffic, type WindowKind } from './sim-account.ts';
import { SimAgent } from './sim-agent.ts';
import { SimClock } from './sim-clock.ts';

export interface Scenario {
  agents: number;
  /** Whether each Handset was told how many share the account. */
  known: boolean;
  callbacks: boolean;
  window: WindowKind;
  hours: number;
  seed: number;
}

export interface Outcome extends Traffic {
  calls: number;
  /** From a call's end until it is seen, seconds. */
  delay: { p50: number; p95: number };
  /** Requests per call until its end is seen, the POST included: mean. */
  requestsPerCall: number;
  /** Jain's index of the agents' polls: 1 if all have the same number. */
  fairness: number;
  /** What share of the ended calls was verified by the end of the day, and how long that took. */
  verified: { share: number; p50Minutes: number };
}

/** Agents arrive one after the other at the beginning of the shift. */
const arrivalMs = 10 * 60_000;

/** Plays one shift; the same scenario always has the same outcome. */
export async function simulate(scenario: Scenario): Promise<Outcome> {
  const chance = new Chance(scenario.seed);
  const clock = new SimClock();
  const account = new SimAccount(clock, chance, scenario.window);
  const end = clock.now() + scenario.hours * 3_600_000;
  const agents = Array.from({ length: scenario.agents }, () => {
    const agent = new SimAgent({
      clock,
      chance,
      account,
      agents: scenario.known ? scenario.agents : null,
      callbacks: scenario.callbacks,
    });
    clock.setTimeout(() => void agent.work(end), chance.between(0, arrivalMs));
    return agent;
  });
  await clock.run(scenario.hours * 3_600_000);

  const days = agents.map(({ day }) => day);
  const delays = days.flatMap((day) => day.delays).map((ms) => ms / 1000);
  const verified = days.flatMap((day) => day.verifiedAfter);
  return {
    ...account.traffic,
    calls: delays.length,
    delay: { p50: quantile(delays, 0.5), p95: quantile(delays, 0.95) },
    requestsPerCall: mean(days.flatMap((day) => day.requests)),
    fairness: jain(days.map((day) => day.looks)),
    verified: {
      share: verified.length / Math.max(delays.length, 1),
      p50Minutes: verified.length === 0 ? 0 : quantile(verified, 0.5) / 60_000,
    },
  };
}

export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.min(Math.floor(share * sorted.length), sorted.length - 1)] ?? Number.NaN;
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** (Σx)² / (n · Σx²); R. Jain et al., DEC-TR-301, 1984. */
export function jain(values: readonly number[]): number {
  const sum = values.reduce((total, value) => total + value, 0);
  const squares = values.reduce((total, value) => total + value * value, 0);
  return squares === 0 ? 1 : (sum * sum) / (values.length * squares);
}
