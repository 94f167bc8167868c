import type { CallProblem, OutboundFacts } from '../../shared/domain/call.ts';
import { localProblem } from '../exotel/errors.ts';

/** Whether a call was placed nobody knows. */
export function doubt(
  call: OutboundFacts,
  problem: CallProblem,
  sid: string | null,
): OutboundFacts {
  return { ...call, state: 'unknown', outcome: 'unknown', dial: { ...call.dial, problem }, sid };
}

/** The sid that Exotel answered is another intent's: nothing heard by it was of this call. */
export function disown(call: OutboundFacts): OutboundFacts {
  const doubted = doubt(call, localProblem('unreadable_answer'), null);
  return {
    ...doubted,
    dial: { ...doubted.dial, acceptedAt: null },
    agentAnsweredAt: null,
    finishingAt: null,
    provider: null,
    stateRaw: null,
    statusRaw: null,
    legs: [],
    pollProblem: null,
  };
}
