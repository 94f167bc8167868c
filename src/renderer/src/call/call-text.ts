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
 * Returns when a call's clock starts, epoch milliseconds: when Exotel accepted it or, if the
 * customer called, when it came in, whatever happens then. Null if it has none.
 */
export function startOf(call: Call): number | null {
  return call.direction === 'outbound' ? call.dial.acceptedAt : call.createdAt;
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
