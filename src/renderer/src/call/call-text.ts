import { stateKey } from '../../../shared/call-text.ts';
import { clockOf } from '../../../shared/clock-text.ts';
import type { Call, CallProblem } from '../../../shared/domain/call.ts';
import { isLive } from '../../../shared/domain/call-states.ts';
import { problemKeys } from '../../../shared/messages/problem-words.ts';
import type { I18n } from '../ui/use-i18n.ts';

/** Where the call stands, in a few words: how it came out once that is known, `Talked 2:31`. */
export function stateText(call: Call, { t }: I18n): string {
  const state = t(stateKey(call));
  return call.outcome && call.talkSeconds ? `${state} ${clockOf(call.talkSeconds)}` : state;
}

/**
 * Since when a call's clock runs, epoch milliseconds: since Exotel took it or, where the customer
 * called, since it came in; whatever happens then. Null: it has none.
 */
export function startOf(call: Call): number | null {
  return call.direction === 'outbound' ? call.dial.acceptedAt : call.createdAt;
}

/** The same while the call is live; null: no clock runs. */
export function clockStart(call: Call): number | null {
  return isLive(call.state) ? startOf(call) : null;
}

/** Our sentence for what Exotel, or the network, answered; Exotel's own words; the next step. */
export function problemText(
  asked: 'place' | 'query',
  problem: CallProblem,
  { t }: I18n,
): { message: string; said: string; hint: string } {
  const { message, said, hint, params } = problemKeys(asked, problem);
  return { message: t(message, params), said: said ? t(said, params) : '', hint: t(hint, params) };
}
