import type { OutboundFacts } from '../../shared/domain/call.ts';
import { minuteMs } from '../base/durations.ts';
import type { ProviderCall } from '../exotel/provider-call.ts';
import { parseCallDetails } from '../exotel/schemas.ts';
import type { CallbackContent } from '../hints/call-hint.ts';
import { intentIdOf } from './custom-field.ts';

/** Clocks differ, and a callback is on its way for a while. */
const toleranceMs = 2 * minuteMs;

/**
 * Returns what a terminal callback says of a call, if it proves whose it is: it names the call's
 * sid and its intent, whose id (122 random bits) only Exotel, this desktop and the floor's relays
 * know; it says that the call is over; and its times lie within the call's. Null otherwise: then it
 * is a hint like any other.
 *
 * @param at now, epoch milliseconds UTC by the call's clock
 */
export function reportedEnd(
  call: OutboundFacts,
  { sid, details }: CallbackContent,
  at: number,
): ProviderCall | null {
  const told = parseCallDetails(details, 'outbound');
  if (call.sid === null || sid !== call.sid || told?.sid !== call.sid) return null;
  // A word that this version does not know is asked about.
  if (!told.over || told.outcome === null || told.outcome === 'other') return null;
  if (intentIdOf(told.customField) !== call.id) return null;
  const from = (call.dial.sentAt ?? call.createdAt) - toleranceMs;
  const ahead = call.aheadMs ?? 0;
  const times = [told.createdAt, told.startedAt, told.endedAt, told.updatedAt];
  const isWithin = times.every(
    (time) => time === null || (time + ahead >= from && time + ahead <= at + toleranceMs),
  );
  return isWithin ? told : null;
}
