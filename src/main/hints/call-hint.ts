import type { Emitter } from '../base/emitter.ts';

/**
 * Something says that a call has news: a status callback, a relay. We trust it only to say which call
 * to check; Exotel's answer decides.
 */
export interface CallHint {
  sid: string;
  customField: string | null;
  event: 'answered' | 'terminal' | null;
}

/** What a status callback says beyond that. */
export interface CallbackContent extends CallHint {
  /** Exotel's `call_details` as a terminal callback brought them, still to be parsed. */
  details?: unknown;
}

/** A source of hints. */
export interface HintSource {
  hinted: Emitter<CallHint>;
}
