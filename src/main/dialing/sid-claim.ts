import { localProblem } from '../exotel/errors.ts';
import type { PlaceResult } from '../exotel/provider-call.ts';

/**
 * Returns the POST's outcome. If the sid in its response is another call's, the response was not to
 * this dial, and nothing is known about it. One call, one sid.
 */
export function ownResult(result: PlaceResult, isTaken: (sid: string) => boolean): PlaceResult {
  if (result.kind === 'accepted' && isTaken(result.call.sid))
    return { kind: 'ambiguous', problem: localProblem('unreadable_answer'), sid: null };
  if (result.kind === 'ambiguous' && result.sid !== null && isTaken(result.sid))
    return { ...result, sid: null };
  return result;
}
