import { randomUUID } from 'node:crypto';
import type { IncomingNews } from '../../floor/messages.ts';
import { type FloorTopics, protocolVersion } from '../../floor/topics.ts';
import type { Clock } from '../../main/base/clock.ts';
import type { AgentKeyring } from '../agent-keyring.ts';
import type { Delivery } from '../broker/keep-and-resend.ts';

type WithoutHead<T> = T extends unknown ? Omit<T, 'v' | 'id' | 'at'> : never;
/** What is said to a desktop of an incoming call. */
export type News = WithoutHead<IncomingNews>;

export interface MessengerParts {
  clock: Clock;
  keyring: Pick<AgentKeyring, 'sealKey'>;
  topics: FloorTopics;
  delivery: Pick<Delivery, 'send'>;
}

/** Returns a function that sends news to an agent's desktop, now or when it is there. */
export function messenger({ clock, keyring, topics, delivery }: MessengerParts) {
  return (agent: string, news: News): void => {
    const key = keyring.sealKey(agent);
    // Taken out of agents.json meanwhile.
    if (key === null) return;
    const head = { v: protocolVersion, id: randomUUID(), at: clock.now() } as const;
    void delivery.send({ ...head, ...news }, { agent, topic: topics.agent(agent).in, key });
  };
}
export type Tell = ReturnType<typeof messenger>;
