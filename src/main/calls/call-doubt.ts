import type { CallFacts, CallProblem } from '../../shared/domain/call.ts';
import { localProblem } from '../exotel/errors.ts';

/** Whether a call was placed nobody knows. */
export function doubt(call: CallFacts, problem: CallProblem, sid: string | null): CallFacts {
  return { ...call, state: 'unknown', outcome: 'unknown', problem, sid };
}

/** The sid that Exotel answered is another intent's: nothing heard by it was of this call. */
export function disown(call: CallFacts): CallFacts {
  return {
    ...doubt(call, localProblem('unreadable_answer'), null),
    acceptedAt: null,
    agentAnsweredAt: null,
    finishingAt: null,
    provider: null,
    stateRaw: null,
    statusRaw: null,
    legs: [],
    pollProblem: null,
  };
}
