import type { Call, NumberedCall } from './call.ts';
import type { CallOutcome } from './call-states.ts';
import { rangCustomer } from './rang-customer.ts';

/** Customers whose call went on without this agent are a colleague's, or the floor's. */
export const notTheirs = ['answered_elsewhere', 'passed_on'] as const satisfies CallOutcome[];

/**
 * Whether a call makes its number a recent one: it rang the customer, or the customer called this
 * agent. The SQL version is in `storage/tables/call-history.ts`.
 */
export function isRecent(call: Call): call is NumberedCall {
  if (call.direction === 'outbound') return rangCustomer(call);
  const isTheirs = !notTheirs.some((outcome) => outcome === call.outcome);
  return isTheirs && call.customerNumber !== null && call.customerDisplay !== null;
}

/**
 * Returns the numbers that calls rang or came from last, each once, newest first, updated with news
 * of one call of their history. Null if only the database can tell, as when the call listed for its
 * number did not ring after all.
 */
export function recentWith(
  recent: readonly NumberedCall[],
  call: Call,
  limit: number,
): NumberedCall[] | null {
  // A call that cannot be read is not offered for dialling again.
  if (!isRecent(call) || call.unreadable)
    return recent.some(({ id }) => id === call.id) ? null : [...recent];
  const same = recent.find(({ customerNumber }) => customerNumber === call.customerNumber);
  if (same && same.seq > call.seq) return [...recent];
  return [call, ...recent.filter((each) => each !== same)]
    .sort((a, b) => b.seq - a.seq)
    .slice(0, limit);
}
