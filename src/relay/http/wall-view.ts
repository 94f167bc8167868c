import { steadyNow } from '../../main/base/clock.ts';
import type { BrokerStanding } from '../broker-standing.ts';
import type { RelayParts } from '../create-parts.ts';
import type { WallView } from './wall.ts';

/** Returns what the wallboard shows now. */
export function wallView(parts: RelayParts, standing: BrokerStanding): WallView {
  const { setup, clock, keyring, roster, budget, info, routing } = parts;
  const { name, limitPerMinute } = setup.config;
  return {
    at: clock.now(),
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    name,
    limitPerMinute,
    ...budget.lastMinute(steadyNow(clock)),
    verify: info.current().verify,
    brokerAwayMs: standing.awayMs(),
    queues: routing.queues(),
    agents: keyring.agents.map(({ id, name: agent }) => ({
      name: agent,
      ...roster.presenceOf(id),
    })),
  };
}
