import type { Held } from '../../floor/messages.ts';
import { protocolVersion } from '../../floor/topics.ts';
import type { Attempt, CallRecord } from './call-record.ts';
import type { DeskParts } from './desk-parts.ts';

/** Bounded by what a message may say. */
const mostTried = 50;
/** A phone that rings on, a network that is slow: what the ring time does not cover. */
const ringMarginMs = 15_000;
/** The longest conversation that Exotel allows, and a minute. */
export const longestHoldMs = (4_500 + 60) * 1_000;

/**
 * Returns the hold of an agent for a call.
 *
 * @param ringMs for how long the phone may ring from now on; null if they talk
 */
export function heldFor(
  { clock, keyOf }: Pick<DeskParts, 'clock' | 'keyOf'>,
  { sid, queue, attempts }: CallRecord,
  { agent, offer, number }: Attempt,
  ringMs: number | null,
): Held {
  const at = clock.now();
  return {
    v: protocolVersion,
    call: keyOf(sid),
    agent,
    offer,
    queue: queue.id,
    attempt: number,
    tried: attempts
      .filter((each) => each.number < number)
      .map((each) => each.agent)
      .slice(-mostTried),
    phase: ringMs === null ? 'talking' : 'ringing',
    at,
    until: at + (ringMs === null ? longestHoldMs : ringMs + ringMarginMs),
  };
}
