import { localProblem } from '../exotel/errors.ts';
import type { PlaceResult } from '../exotel/provider-call.ts';

/**
 * What became of the POST, where the sid in its answer may be another call's: then the answer was
 * not the answer to this dial, and nothing is known of it. One call, one sid.
 */
export function ownResult(result: PlaceResult, isTaken: (sid: string) => boolean): PlaceResult {
  if (result.kind === 'accepted' && isTaken(result.call.sid))
    return { kind: 'ambiguous', problem: localProblem('unreadable_answer'), sid: null };
  if (result.kind === 'ambiguous' && result.sid !== null && isTaken(result.sid))
    return { ...result, sid: null };
  return result;
}
