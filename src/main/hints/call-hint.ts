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

/** A source of hints. */
export interface HintSource {
  hinted: Emitter<CallHint>;
}
