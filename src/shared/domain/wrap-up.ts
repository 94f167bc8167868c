import type { Call } from './call.ts';
import { type CallOutcome, isTerminal } from './call-states.ts';
import { type CallPart, dialOf } from './dial-of.ts';
import { missedOutcomes } from './missed-call.ts';
import { isPerhapsTalking } from './perhaps-talking.ts';

/** What comes after a call: one set of rules for every window that wraps one up. Free of zod. */

/** Whether nothing more is to come: the call may be filed. */
export function isOver(call: CallPart<'state'>): boolean {
  return isTerminal(call.state) || (dialOf(call)?.verdict ?? null) !== null;
}

/** How a customer's call ends that this agent had no part in. */
const withoutAgent: readonly (CallOutcome | null)[] = [
  ...missedOutcomes,
  'agent_cancelled',
  'answered_elsewhere',
  'passed_on',
];

/**
 * Whether it is the end, or the beginning, of a customer's call that the agent did not take: there
 * is nothing to say about it, and nothing to wait for.
 */
export function isUntaken(call: CallPart<'state' | 'outcome'>): boolean {
  if (call.direction === 'outbound') return false;
  if (call.outcome !== null) return withoutAgent.includes(call.outcome);
  return call.state === 'offered' || (call.state === 'ringing' && !isPerhapsTalking(call));
}

/** Provably nobody talked, so there is nothing to give a result for. */
function wasFruitless(call: CallPart<'state' | 'outcome'>): boolean {
  const { state, outcome } = call;
  if (isUntaken(call)) return true;
  if (state === 'rejected' || state === 'not_sent') return true;
  return dialOf(call)?.verdict === 'silent' || outcome === 'agent_not_dialled';
}

/**
 * Whether a call can be given a result. One that has a result keeps showing it, so that it can be
 * undone.
 */
export function offersResult(
  call: CallPart<'state' | 'outcome'> & Pick<Call, 'disposition'>,
): boolean {
  return !wasFruitless(call) || call.disposition !== null;
}

/**
 * Whether the agent may have something to say about a call: it waits in the dialer until it is
 * filed. A customer's call that this agent did not take is in the history, or among the missed ones.
 */
export function asksForWrapUp(call: CallPart<'state' | 'outcome'>): boolean {
  if (call.direction === 'outbound' || !isTerminal(call.state)) return true;
  return call.outcome === 'completed' || call.arrival.answeredBy === 'me';
}

/** Whether dialling again is offered: nobody was rung, and nobody asked to be left alone. */
export function mayDialAgain(call: CallPart<'state'>): boolean {
  const dial = dialOf(call);
  if (dial === null) return false;
  const refused = call.state === 'rejected' || call.state === 'not_sent';
  return (refused && dial.problem?.kind !== 'blocked_dnd') || dial.verdict === 'silent';
}

/**
 * Returns the result that the call's own end suggests; null if there is none, or the agent has
 * given one. It is recorded only when the agent files the call while it is shown.
 */
export function suggestedResult(
  call: Pick<Call, 'direction' | 'outcome' | 'disposition'>,
  results: readonly { id: string }[],
): string | null {
  if (call.direction === 'inbound') return null;
  const unanswered =
    call.outcome === 'customer_unanswered' || call.outcome === 'customer_cancelled';
  if (!unanswered || call.disposition !== null) return null;
  return results.some(({ id }) => id === 'no_answer') ? 'no_answer' : null;
}
