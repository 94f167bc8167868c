import type { CallOutcome } from '../../../shared/domain/call-states.ts';

/** Where a step stands. `active`: it is happening now, as far as we can tell. */
export type StepState = 'done' | 'active' | 'todo' | 'failed';

export type StepWord =
  | 'called'
  | 'calling'
  | 'answer'
  | 'answered'
  | 'onTheLine'
  | 'inProgress'
  | 'next'
  | 'dialled'
  | 'ringingOrTalking'
  | 'talked'
  | 'over'
  // Of customers who call.
  | 'calledIn'
  | 'waiting'
  | 'waited'
  | 'rings'
  | 'rang'
  | 'talking';

export interface Step {
  word: StepWord | CallOutcome;
  state: StepState;
  /** When it happened, epoch milliseconds. */
  at?: number;
  /** How long after the step before, in seconds. */
  afterSeconds?: number;
  /** Since when its clock runs, epoch milliseconds. */
  since?: number;
  /** How long it lasted, in seconds, as worked out after the end. */
  lastedSeconds?: number;
  /** Exotel did not say it: it follows from what Exotel said. */
  inferred?: boolean;
}

export interface Rail {
  side: 'agent' | 'customer';
  /** The phone that rings first has the first column; the other begins where it is answered. */
  begins: 'first' | 'second';
  steps: Step[];
}

export function since(at: number | null): { since?: number } {
  return at === null ? {} : { since: at };
}
