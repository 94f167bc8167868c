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
 * Since when the clock of a live call runs, epoch milliseconds: since Exotel took it, whatever
 * happens then. Null: it has none.
 */
export function clockStart(call: Call): number | null {
  return isLive(call.state) ? call.acceptedAt : null;
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
