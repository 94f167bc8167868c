import { Chance } from './chance.ts';
import { SimAccount } from './sim-account.ts';
import { SimAgent } from './sim-agent.ts';
import { SimClock } from './sim-clock.ts';

/**
 * Simulates calls that end three minutes after they were placed, one after the other, on a quiet
 * account.
 */
export async function threeMinuteCalls(options: {
  callbacks: boolean;
  calls: number;
  seed: number;
}): Promise<{ requests: number[]; delaysMs: number[] }> {
  const chance = new Chance(options.seed);
  const clock = new SimClock();
  const account = new SimAccount(clock, chance, 'sliding');
  account.newCall = threeMinutes(account, clock, chance);
  const { callbacks } = options;
  const agent = new SimAgent({ clock, chance, account, agents: 1, callbacks });
  const hours = (options.calls * 250_000) / 3_600_000 + 1;
  void agent.work(clock.now() + hours * 3_600_000);
  await clock.run(hours * 3_600_000);
  const { requests, delays } = agent.day;
  // During the first call it is not known yet whether callbacks arrive.
  return {
    requests: requests.slice(1, options.calls + 1),
    delaysMs: delays.slice(1, options.calls + 1),
  };
}

function threeMinutes(account: SimAccount, clock: SimClock, chance: Chance) {
  const anyCall = account.newCall.bind(account);
  return () => {
    const now = clock.now();
    const agentAnswersAt = now + chance.between(3_000, 12_000);
    const customerAnswersAt = agentAnswersAt + chance.between(5_000, 30_000);
    const endsAt = now + 180_000 + chance.between(-2_500, 2_500);
    return {
      ...anyCall(),
      agentAnswersAt,
      customerAnswersAt,
      endsAt,
      recordingAt: endsAt + 60_000,
    };
  };
}
