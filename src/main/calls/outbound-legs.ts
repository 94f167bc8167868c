import type { CallState, Leg, OutboundFacts } from '../../shared/domain/call.ts';
import { canBePolled } from './call-life.ts';
import { aheadOf, begunAt, ownLegs } from './call-time.ts';
import { isLegOver, legsOverAt, proofOfAnswer } from './leg-evidence.ts';
import type { Measured } from './observed.ts';

/**
 * Applies legs to a call. They do not show whether the customer's phone is ringing or in
 * conversation. Pure.
 */
export function seeLegs(
  call: OutboundFacts,
  told: Leg[],
  at: number,
  measured: Measured,
): OutboundFacts {
  const ahead = aheadOf(call, measured, begunAt('outbound', call.provider, told));
  const dated = { ...call, aheadMs: ahead };
  const legs = ownLegs(dated, told, at);
  if (call.state === 'ended')
    return legs.length === 0 ? call : { ...dated, legs, legsSupported: true };
  if (!canBePolled(call) || call.state === 'unknown') return call;
  const heard: OutboundFacts = {
    ...dated,
    legs,
    legsSupported: true,
    lastHeardAt: at,
    pollProblem: null,
  };
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
