import type { Call, CallProblem } from '../../../../shared/domain/call.ts';
import { isLive } from '../../../../shared/domain/call-states.ts';
import { problemKeys } from '../../../../shared/messages/problem-words.ts';
import { outcomeTone, stateTone, type Tone } from '../../format/tone.ts';
import type { Words } from '../../ui/use-words.ts';

/** Who is called: the name, else the number. */
export function whoOf(call: Call): string {
  return call.customerName ?? call.customerDisplay;
}

export function callTone(call: Call): Tone {
  return call.outcome ? outcomeTone(call.outcome) : stateTone(call.state);
}

/**
 * Since when the clock of a live call runs, epoch milliseconds: since Exotel took it, whatever
 * happens then. Null: it has none.
 */
export function clockStart(call: Call): number | null {
  return isLive(call.state) ? call.acceptedAt : null;
}

/** Our sentence for what Exotel, or the network, answered; Exotel's own words; the next step. */
export function problemWords(
  asked: 'place' | 'look',
  problem: CallProblem,
  { t }: Words,
): { message: string; said: string; hint: string } {
  const { message, said, hint, params } = problemKeys(asked, problem);
  return { message: t(message, params), said: said ? t(said, params) : '', hint: t(hint, params) };
}
