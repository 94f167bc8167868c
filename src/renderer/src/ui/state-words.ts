import type { Call } from '../../../shared/domain/call.ts';
import { isBlind } from '../../../shared/domain/call-states.ts';
import { clockOf } from '../format/duration.ts';
import type { Words } from './use-words.ts';

/** Where the call stands, in a few words: how it came out once that is known, `Talked 2:31`. */
export function stateWords(call: Call, { t }: Words): string {
  if (isBlind(call)) return t('live.steps.inProgress');
  if (!call.outcome) return t(`calls.states.${call.state}`);
  const title = t(`calls.outcomes.${call.outcome}.title`);
  return call.talkSeconds ? `${title} ${clockOf(call.talkSeconds)}` : title;
}
