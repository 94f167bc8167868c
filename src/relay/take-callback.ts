import { randomUUID } from 'node:crypto';
import { protocolVersion } from '../floor/topics.ts';
import { within } from '../main/base/within.ts';
import type { CallbackContent } from '../main/hints/call-hint.ts';
import type { RelayParts } from './create-parts.ts';

/** How long Exotel waits for us: a broker that is slower gets the message later. */
const longestAnswerMs = 2_000;

/**
 * Returns a function that passes a status callback on to its agent's desktop, and resolves when
 * Exotel may be answered: once the broker has acknowledged the message, or after 2 s.
 */
export function callbackTaker({ keyring, topics, delivery, metrics, clock }: RelayParts) {
  return async (agent: string, hint: CallbackContent | null): Promise<void> => {
    metrics.callback(hint === null ? 'unreadable' : (hint.event ?? 'other'));
    const key = keyring.sealKey(agent);
    if (hint === null || key === null) return;
    const { sid, customField, event, details } = hint;
    const sent = delivery.send(
      {
        v: protocolVersion,
        id: randomUUID(),
        at: clock.now(),
        kind: 'callback',
        event,
        sid,
        customField,
        ...(details !== undefined && { details }),
      },
      { agent, topic: topics.agent(agent).in, key },
    );
    await within(longestAnswerMs, sent, clock);
  };
}
