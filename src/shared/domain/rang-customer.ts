import { type CallPart, dialOf } from './dial-of.ts';

/** The part of a call that {@link rangCustomer} needs. */
export type Ringing = CallPart<'outcome' | 'agentAnsweredAt' | 'talkSeconds' | 'legs'>;

/** Exotel says that the customer's phone was called. */
export const outcomesThatRang = ['completed', 'customer_unanswered', 'customer_cancelled'] as const;
/** The call ended before Exotel dialled the customer. */
export const outcomesThatDidNot = [
  'agent_unanswered',
  'agent_not_dialled',
  'customer_not_dialled',
  'rejected',
  'not_sent',
] as const;

/**
 * Whether a call rang its customer, as far as we know: what counts as "called". An inbound call
 * never does. A call that is under way, was cancelled or has no clear end counts once the
 * customer's leg was seen; one that may not have been placed counts if the agent says that it rang.
 * The SQL version is in `storage/tables/rang-sql.ts`.
 */
export function rangCustomer(call: Ringing): boolean {
  const dial = dialOf(call);
  if (dial === null) return false;
  const { outcome } = call;
  if (outcome !== null && isOneOf(outcomesThatRang, outcome)) return true;
  if (outcome !== null && isOneOf(outcomesThatDidNot, outcome)) return false;
  if (dial.verdict === 'rang' && (outcome === 'unknown' || outcome === 'no_final_status'))
    return true;
  return (
    call.agentAnsweredAt !== null ||
    (call.talkSeconds ?? 0) > 0 ||
    call.legs.some(({ side }) => side === 'customer')
  );
}

function isOneOf(list: readonly string[], word: string): boolean {
  return list.includes(word);
}
