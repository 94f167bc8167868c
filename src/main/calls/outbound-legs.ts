import type { CallState, Leg, OutboundFacts } from '../../shared/domain/call.ts';
import { canBePolled } from './call-life.ts';
import { isLegOver, legsOverAt, proofOfAnswer } from './leg-evidence.ts';
import { type Measured, withLegs } from './observed.ts';

/**
 * Applies legs to a call. They do not show whether the customer's phone is ringing or in
 * conversation. Pure.
 */
export function seeLegs(
  call: OutboundFacts,
  seen: Leg[],
  at: number,
  measured: Measured,
): OutboundFacts {
  const told = withLegs(call, seen, at, measured);
  const { legs } = told;
  if (call.state === 'ended') return legs.length === 0 ? call : told;
  if (!canBePolled(call) || call.state === 'unknown') return call;
  const heard: OutboundFacts = { ...told, lastHeardAt: at, pollProblem: null };
  const proof = proofOfAnswer(legs);
  const answeredAt = call.agentAnsweredAt ?? (proof ? (proof.createdAt ?? at) : null);
  if (legs.length > 0 && legs.every(isLegOver)) {
    const finishingAt = call.finishingAt ?? Math.max(legsOverAt(legs) ?? at, answeredAt ?? 0);
    return { ...heard, agentAnsweredAt: answeredAt, state: 'finishing', finishingAt };
  }
  const state = proof ? 'agent_answered' : stillRinging(call, legs);
  const finishingAt = state === 'finishing' ? call.finishingAt : null;
  return { ...heard, agentAnsweredAt: answeredAt, state, finishingAt };
}

/** An agent's second phone rings after the first one gave up: a call that looked over goes on. */
function stillRinging(call: OutboundFacts, legs: Leg[]): CallState {
  const rings = legs.some((leg) => leg.status === 'in-progress');
  return rings && call.state === 'finishing' ? 'accepted' : call.state;
}
