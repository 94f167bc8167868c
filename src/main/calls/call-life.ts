import { type CallFacts, isOpen } from '../../shared/domain/call.ts';
import { type CallPart, dialOf } from '../../shared/domain/dial-of.ts';
import { sweepGraceMs } from './poll-schedule.ts';

/** Whether GET can tell more: the call's sid is known and it is followed to its end. */
export function canBePolled(call: CallFacts): boolean {
  return call.sid !== null && (isOpen(call.state) || call.state === 'unknown');
}

/** The same, and also for calls given up: asking once more may bring their end. */
export function canStillTell(call: CallFacts): boolean {
  return canBePolled(call) || (call.sid !== null && call.state === 'no_final_status');
}

/** Exotel's own default: nobody sets a limit for an incoming call. */
const longestArrivalSeconds = 14_400;

/** Milliseconds after which a call that still has no end is stuck on Exotel's side. */
export function longestLifeMs(call: CallPart<never>): number {
  return (dialOf(call)?.maxTimeLimitSeconds ?? longestArrivalSeconds) * 1000 + sweepGraceMs;
}
