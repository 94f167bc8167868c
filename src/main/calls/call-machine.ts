import { assertNever } from '../../shared/assert-never.ts';
import type { CallFacts, CallProblem, Leg, OutboundFacts } from '../../shared/domain/call.ts';
import type { ProviderCall } from '../exotel/provider-call.ts';
import { transitionInbound } from './inbound.ts';
import type { ArrivalEvent } from './inbound-signs.ts';
import { transitionOutbound } from './outbound.ts';

/**
 * Everything that can happen to a call. `at` is epoch milliseconds UTC by the call's clock;
 * `aheadMs` is how far that clock was measured to be ahead of Exotel's.
 */
export type CallEvent = { at: number; aheadMs?: number | null } & (
  | { type: 'sending' }
  | { type: 'accepted'; call: ProviderCall }
  | { type: 'rejected'; problem: CallProblem }
  | { type: 'not_sent'; problem: CallProblem }
  | { type: 'ambiguous'; problem: CallProblem; sid: string | null }
  | { type: 'details'; call: ProviderCall }
  /** A status callback that proves whose it is says how the call ended; see `reportedEnd`. */
  | { type: 'reported'; call: ProviderCall }
  | { type: 'legs'; legs: Leg[] }
  | { type: 'legs_unsupported' }
  | { type: 'poll_failed'; problem: CallProblem }
  /** No final word will come any more. */
  | { type: 'gave_up' }
  | { type: 'verdict'; verdict: 'rang' | 'silent' }
  /** A sid under which Exotel may know a call in doubt; only Exotel's response is trusted. */
  | { type: 'sid_learned'; sid: string }
  /** Handset stopped before the POST had a response. `sent`: the POST may have left. */
  | { type: 'interrupted'; sent: boolean; problem: CallProblem }
  | ArrivalEvent
);

/**
 * The call machine: pure and total. Terminal states stay, except that a call given up takes its end
 * if Exotel reports it after all. An event that does not fit the state changes nothing, so late,
 * doubled and reordered news are harmless.
 */
export function transition(call: OutboundFacts, event: CallEvent): OutboundFacts;
export function transition(call: CallFacts, event: CallEvent): CallFacts;
export function transition(call: CallFacts, event: CallEvent): CallFacts {
  switch (call.direction) {
    case 'outbound':
      return transitionOutbound(call, event);
    case 'inbound':
      return transitionInbound(call, event);
    default:
      return assertNever('direction', call);
  }
}
