import type { Call } from './call.ts';
import type { CallOutcome } from './call-states.ts';

/** How a customer's call ends that nobody took: told to the agent as missed. */
export const missedOutcomes = [
  'agent_unanswered',
  'agent_not_dialled',
  'customer_cancelled',
  'voicemail',
] as const satisfies readonly CallOutcome[];

/** Whether a customer called, and nobody took the call. Free of zod. */
export function isMissed({ direction, outcome }: Pick<Call, 'direction' | 'outcome'>): boolean {
  return direction === 'inbound' && missedOutcomes.some((each) => each === outcome);
}
