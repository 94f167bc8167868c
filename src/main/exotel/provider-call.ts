import type { CallOutcome, CallProblem, ProviderFacts } from '../../shared/domain/call.ts';
import type { UnexpectedResponse } from '../../shared/domain/unexpected-response.ts';

/** Exotel's call details in Handset's terms. Times are epoch milliseconds UTC. */
export interface ProviderCall extends ProviderFacts {
  sid: string;
  /** `over` only if Exotel says `terminal`. */
  over: boolean;
  stateRaw: string | null;
  /** Null while the call runs or if Exotel gives no status. */
  outcome: CallOutcome | null;
  statusRaw: string | null;
  talkSeconds: number | null;
  recordingUrls: string[];
}

/**
 * A response that was not as documented: as it came, not redacted. Passed along beside what was
 * read.
 */
export interface UnexpectedAnswer extends Omit<UnexpectedResponse, 'at' | 'question'> {
  question: Exclude<UnexpectedResponse['question'], 'unreadable'>;
}

/** What became of the one POST. */
export type PlaceResult = { odd?: UnexpectedAnswer } & (
  | { kind: 'accepted'; call: ProviderCall }
  /** Exotel refused: no call is placed, dialling again is safe. */
  | { kind: 'rejected'; problem: CallProblem }
  /** Nothing left this computer: dialling again is safe. */
  | { kind: 'not_sent'; problem: CallProblem }
  /** A call may have been placed. `sid` if the response named one. */
  | { kind: 'ambiguous'; problem: CallProblem; sid: string | null }
);

/** What a GET found. GETs ring nobody and may be repeated. */
export type QueryResult<T> = { odd?: UnexpectedAnswer } & (
  | { ok: true; value: T }
  | { ok: false; problem: CallProblem }
);
