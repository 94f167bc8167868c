import type { CallProblem, OutboundFacts } from '../../shared/domain/call.ts';
import { localProblem } from '../exotel/errors.ts';

/** Puts a call in doubt: nobody knows whether it was placed. */
export function doubt(
  call: OutboundFacts,
  problem: CallProblem,
  sid: string | null,
): OutboundFacts {
  return { ...call, state: 'unknown', outcome: 'unknown', dial: { ...call.dial, problem }, sid };
}

/**
 * Drops the sid that Exotel gave, because it belongs to another intent: nothing heard under it was
 * about this call.
 */
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
