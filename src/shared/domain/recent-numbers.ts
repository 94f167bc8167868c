import type { Call, OutboundCall } from './call.ts';
import { rangCustomer } from './rang-customer.ts';

/**
 * Returns the numbers that calls rang last, each once, newest first, updated with news of one call
 * of their history. Null if only the database can tell, as when the call listed for its number did
 * not ring after all.
 */
export function recentWith(
  recent: readonly OutboundCall[],
  call: Call,
  limit: number,
): OutboundCall[] | null {
  if (call.direction === 'inbound') return [...recent];
  // A call that cannot be read is not offered for dialling again.
  if (!rangCustomer(call) || call.unreadable)
    return recent.some(({ id }) => id === call.id) ? null : [...recent];
  const same = recent.find(({ customerNumber }) => customerNumber === call.customerNumber);
  if (same && same.seq > call.seq) return [...recent];
  return [call, ...recent.filter((each) => each !== same)]
    .sort((a, b) => b.seq - a.seq)
    .slice(0, limit);
}
