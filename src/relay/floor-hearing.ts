import { stateLifeSeconds } from '../floor/delivery.ts';
import { readJson } from '../floor/read-json.ts';
import { unseal } from '../floor/sealed.ts';
import type { FloorTopics } from '../floor/topics.ts';
import { type Clock, steadyNow } from '../main/base/clock.ts';
import type { AgentKeyring } from './agent-keyring.ts';
import type { BrokerMessage } from './broker/message.ts';
import { readMessageOut } from './broker/read-message.ts';
import type { FloorBudget } from './budget/floor-budget.ts';
import type { FloorInfoPublisher } from './budget/floor-info.ts';
import type { HeldBook } from './held-book.ts';
import type { Metrics } from './metrics.ts';
import type { RecentBook } from './recent-book.ts';
import type { Roster } from './roster.ts';

export interface HearingParts {
  topics: FloorTopics;
  keyring: AgentKeyring;
  roster: Roster;
  held: HeldBook;
  recent: RecentBook;
  budget: FloorBudget;
  info: Pick<FloorInfoPublisher, 'contradicted'>;
  metrics: Metrics;
  clock: Clock;
}

/** Returns a function that takes what desktops publish to where it belongs. */
export function hearFloor(parts: HearingParts): (message: BrokerMessage) => void {
  return (message) => {
    const place = parts.topics.read(message.topic);
    if (!place) return;
    if (place.leaf === 'held') hearHeld(place.agent, message, parts);
    else if (place.leaf === 'recent') hearRecent(place.agent, message, parts);
    // An empty payload removes what was retained, and says nothing.
    else if (message.payload.length === 0) return;
    else if (place.leaf === 'state') hearState(place.agent, message, parts);
    else if (place.leaf === 'out') hearOut(place.agent, message, parts);
  };
}

/** Content of a message that removes what was retained. */
const removed = null;

function hearHeld(agent: string, message: BrokerMessage, { held, metrics }: HearingParts): void {
  const { payload, secondsLeft } = message;
  const content = payload.length === 0 ? removed : (readJson(payload) ?? undefined);
  if (!held.hear({ agent, content, secondsLeft })) metrics.dropped('unreadable');
}

function hearRecent(agent: string, message: BrokerMessage, parts: HearingParts): void {
  const { keyring, recent, metrics } = parts;
  const key = keyring.sealKey(agent);
  const { payload, topic } = message;
  const content = payload.length === 0 || !key ? removed : unseal(payload, topic, key);
  if (!key) metrics.dropped('unknown agent');
  else if (content === null && payload.length > 0) metrics.dropped('not sealed');
  else if (!recent.hear(agent, content)) metrics.dropped('unreadable');
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
  const { keyring, budget, info, metrics, clock } = parts;
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
  if (read.message.kind === 'contradicted') {
    info.contradicted();
    metrics.contradicted();
  }
  if (read.message.kind !== 'spent') return;
  const { id, place, query, refused } = read.message;
  if (!budget.hear({ id, place, query, refused }, steadyNow(clock))) return;
  metrics.spent({ placed: place, queried: query, refused });
}
