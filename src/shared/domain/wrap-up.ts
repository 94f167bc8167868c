import type { Call } from './call.ts';
import { isTerminal } from './call-states.ts';
import { type CallPart, dialOf } from './dial-of.ts';

/** What comes after a call: one set of rules for every window that wraps one up. Free of zod. */

/** Whether nothing more is to come: the call may be filed. */
export function isOver(call: CallPart<'state'>): boolean {
  return isTerminal(call.state) || (dialOf(call)?.verdict ?? null) !== null;
}

/** Provably nobody's phone rang, so there is nothing to give a result for. */
function rangNobody(call: CallPart<'state' | 'outcome'>): boolean {
  const { state, outcome } = call;
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
  return !rangNobody(call) || call.disposition !== null;
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
  call: Pick<Call, 'state' | 'outcome' | 'disposition'>,
  results: readonly { id: string }[],
): string | null {
  const unanswered =
    call.outcome === 'customer_unanswered' || call.outcome === 'customer_cancelled';
  if (!unanswered || call.disposition !== null) return null;
  return results.some(({ id }) => id === 'no_answer') ? 'no_answer' : null;
}
