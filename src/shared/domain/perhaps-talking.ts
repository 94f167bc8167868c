import type { CallPart } from './dial-of.ts';

/**
 * Whether the agent may already be talking with the customer who called, although nobody said so:
 * accounts for which Exotel reports no ringing do not report answers either. Free of zod.
 */
export function isPerhapsTalking(call: CallPart<'state'>): boolean {
  if (call.direction === 'outbound' || call.state !== 'ringing') return false;
  return call.arrival.signs.phone?.phase !== 'ringing';
}
