import { Chance } from './chance.ts';
import { SimAccount, type Traffic, type WindowKind } from './sim-account.ts';
import { SimClock } from './sim-clock.ts';
import { mean, quantile } from './simulate.ts';

export interface RivalScenario {
  agents: number;
  everyMs: number;
  window: WindowKind;
  hours: number;
  seed: number;
}

export interface RivalOutcome extends Traffic {
  calls: number;
  delay: { p50: number; p95: number };
  requestsPerCall: number;
}

/**
 * Does what many integrations do: asks for the details every so many seconds, whatever comes back.
 */
export async function simulateRival(scenario: RivalScenario): Promise<RivalOutcome> {
  const { agents, everyMs, window, hours, seed } = scenario;
  const chance = new Chance(seed);
  const clock = new SimClock();
  const account = new SimAccount(clock, chance, window);
  const delays: number[] = [];
  const requests: number[] = [];

  const dial = (): void => {
    if (!account.admit('post')) return void clock.setTimeout(dial, chance.between(30_000, 60_000));
    const call = account.newCall();
    let asked = 1;
    const look = (): void => {
      asked += 1;
      if (!account.admit('query') || clock.now() < call.endsAt)
        return void clock.setTimeout(look, everyMs);
      delays.push((clock.now() - call.endsAt) / 1000);
      requests.push(asked);
      clock.setTimeout(dial, chance.between(30_000, 60_000));
    };
    clock.setTimeout(look, everyMs);
  };
  for (let each = 0; each < agents; each += 1)
    clock.setTimeout(dial, chance.between(0, 10 * 60_000));
  await clock.run(hours * 3_600_000);
  return {
    ...account.traffic,
    calls: delays.length,
    delay: { p50: quantile(delays, 0.5), p95: quantile(delays, 0.95) },
    requestsPerCall: mean(requests),
  };
}
