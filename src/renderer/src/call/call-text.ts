import { stateKey } from '../../../shared/call-text.ts';
import { clockOf } from '../../../shared/clock-text.ts';
import type { Call, CallProblem } from '../../../shared/domain/call.ts';
import { isLive } from '../../../shared/domain/call-states.ts';
import { problemKeys } from '../../../shared/messages/problem-words.ts';
import type { I18n } from '../ui/use-i18n.ts';

/** Where the call stands, in a few words, or its outcome once known: `Talked 2:31`. */
export function stateText(call: Call, { t }: I18n): string {
  const state = t(stateKey(call));
  return call.outcome && call.talkSeconds ? `${state} ${clockOf(call.talkSeconds)}` : state;
}

/**
 * Returns when a call's clock starts, epoch milliseconds: when Exotel accepted it, whatever happens
 * then. If the customer called: when it came in, and once the agent talks, when they answered. Null
 * if it has none.
 */
export function startOf(call: Call): number | null {
  if (call.direction === 'outbound') return call.dial.acceptedAt;
  return call.state === 'answered' ? (call.agentAnsweredAt ?? call.createdAt) : call.createdAt;
}

/** The queue that a customer's call came through; null if there is none, or it is not known. */
export function queueOf(call: Call): string | null {
  if (call.direction === 'outbound' || call.arrival.queue === null) return null;
  const { id, name } = call.arrival.queue;
  return name ?? id;
}

/** The same while the call is live; null if no clock runs. */
export function clockStart(call: Call): number | null {
  return isLive(call.state) ? startOf(call) : null;
}

/**
 * Returns our sentence for the response from Exotel or the network, Exotel's own words, and the
 * next step.
 */
export function problemText(
  asked: 'place' | 'query',
  problem: CallProblem,
  { t }: I18n,
): { message: string; said: string; hint: string } {
  const { message, said, hint, params } = problemKeys(asked, problem);
  return { message: t(message, params), said: said ? t(said, params) : '', hint: t(hint, params) };
}
