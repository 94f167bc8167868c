import type { Leg } from '../../shared/domain/call.ts';

/**
 * Statuses of a phone that was dialled. A leg may be listed earlier: queued, or without a status.
 */
const dialled: readonly Leg['status'][] = [
  'in-progress',
  'completed',
  'failed',
  'busy',
  'no-answer',
  'canceled',
];
/** Undocumented statuses of phones that were dialled. */
const dialledWords = /^(ringing|answered)$/i;
const unanswered: readonly Leg['status'][] = ['failed', 'busy', 'no-answer'];

/**
 * Returns the leg that proves that the agent answered: Exotel dials the customer only after that.
 * Null if there is none, if it is only waiting to be dialled, or if none of the agent's phones was
 * answered.
 */
export function proofOfAnswer(legs: readonly Leg[]): Leg | null {
  const agents = legs.filter(({ side }) => side === 'agent');
  if (agents.length > 0 && agents.every(({ status }) => unanswered.includes(status))) return null;
  return legs.find((leg) => leg.side === 'customer' && wasDialled(leg)) ?? null;
}

function wasDialled({ status, statusRaw }: Leg): boolean {
  return dialled.includes(status) || dialledWords.test(statusRaw ?? '');
}

export function isLegOver(leg: Leg): boolean {
  return leg.status !== null && leg.status !== 'in-progress' && leg.status !== 'other';
}

/** When the last leg was over, if all are; null if Exotel does not say. */
export function legsOverAt(legs: readonly Leg[]): number | null {
  const times = legs.map(({ updatedAt }) => updatedAt);
  return times.every((at) => at !== null) ? Math.max(...times) : null;
}
