import { stateLifeSeconds } from '../floor/delivery.ts';
import type { FloorTopics } from '../floor/topics.ts';
import { type Clock, steadyNow } from '../main/base/clock.ts';
import type { AgentKeyring } from './agent-keyring.ts';
import type { BrokerMessage } from './broker/connection.ts';
import { readJson, readMessageOut } from './broker/read-message.ts';
import type { FloorBudget } from './budget/floor-budget.ts';
import type { Metrics } from './metrics.ts';
import type { Roster } from './roster.ts';

export interface HearingParts {
  topics: FloorTopics;
  keyring: AgentKeyring;
  roster: Roster;
  budget: FloorBudget;
  metrics: Metrics;
  clock: Clock;
}

/** Returns a function that takes what desktops publish to where it belongs. */
export function hearFloor(parts: HearingParts): (message: BrokerMessage) => void {
  const { topics, metrics } = parts;
  return (message) => {
    const place = topics.read(message.topic);
    // An empty payload removes what was retained, and says nothing.
    if (!place || message.payload.length === 0) return;
    if (place.leaf === 'state') hearState(place.agent, message, parts);
    else if (place.leaf === 'out') hearOut(place.agent, message, parts);
    else metrics.dropped('unknown kind');
  };
}

function hearState(agent: string, message: BrokerMessage, { roster, metrics }: HearingParts): void {
  const { retained, secondsLeft } = message;
  const heard = roster.hear({
    agent,
    content: readJson(message.payload),
    ageMs:
      retained && secondsLeft !== null ? Math.max(0, stateLifeSeconds - secondsLeft) * 1_000 : 0,
  });
  if (heard === 'unreadable' || heard === 'unknown agent') metrics.dropped(heard);
}

function hearOut(agent: string, message: BrokerMessage, parts: HearingParts): void {
  const { keyring, budget, metrics, clock } = parts;
  const key = keyring.sealKey(agent);
  if (!key) {
    metrics.dropped('unknown agent');
    return;
  }
  const read = readMessageOut(message.payload, message.topic, key);
  if (read.kind === 'unread') {
    metrics.dropped(read.why);
    return;
  }
  if (read.message.kind !== 'spent') return;
  const { id, place, query, refused } = read.message;
  if (!budget.hear({ id, place, query, refused }, steadyNow(clock))) return;
  metrics.spent({ placed: place, queried: query, refused });
}
