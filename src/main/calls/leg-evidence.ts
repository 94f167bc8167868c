import type { Leg } from '../../shared/domain/call.ts';

/** What a phone that was dialled can be. A leg may be listed before: queued, or without a word. */
const dialled: readonly Leg['status'][] = [
  'in-progress',
  'completed',
  'failed',
  'busy',
  'no-answer',
  'canceled',
];
/** Words of phones that were dialled, which the documentation does not have. */
const dialledWords = /^(ringing|answered)$/i;
const unanswered: readonly Leg['status'][] = ['failed', 'busy', 'no-answer'];

/**
 * The leg that proves that the agent answered: Exotel dials the customer only afterwards. Null where
 * there is none, where it only waits to be dialled, and where no phone of the agent's was answered.
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

/** When the last of legs that are all over was over; null where Exotel does not say. */
export function legsOverAt(legs: readonly Leg[]): number | null {
  const times = legs.map(({ updatedAt }) => updatedAt);
  return times.every((at) => at !== null) ? Math.max(...times) : null;
}
