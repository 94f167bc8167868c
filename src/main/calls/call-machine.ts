import {
  type CallFacts,
  type CallProblem,
  isOpen,
  isTerminal,
  type Leg,
} from '../../shared/domain/call.ts';
import { unheard } from '../../shared/domain/unheard-call.ts';
import type { ProviderCall } from '../exotel/provider-call.ts';
import { doubt } from './call-doubt.ts';
import { canStillTell } from './call-life.ts';
import { momentOf } from './call-time.ts';
import { type Measured, seeDetails } from './hear-details.ts';
import { seeLegs } from './hear-legs.ts';

/** What is settled before anything is sent. */
export type Intent = Pick<
  CallFacts,
  | 'id'
  | 'practice'
  | 'source'
  | 'accountSid'
  | 'customerNumber'
  | 'customerDisplay'
  | 'customerCountry'
  | 'agentUri'
  | 'virtualNumber'
  | 'record'
  | 'recordingChannels'
  | 'maxTimeLimitSeconds'
  | 'hoursReason'
  | 'doNotCallReason'
  | 'extension'
  | 'customField'
  | 'profileName'
>;

/**
 * Everything that can happen to a call. `at` is epoch milliseconds UTC by the call's clock;
 * `aheadMs` by how much that was measured to be ahead of Exotel's.
 */
export type CallEvent = { at: number; aheadMs?: number | null } & (
  | { type: 'sending' }
  | { type: 'accepted'; call: ProviderCall }
  | { type: 'rejected'; problem: CallProblem }
  | { type: 'not_sent'; problem: CallProblem }
  | { type: 'ambiguous'; problem: CallProblem; sid: string | null }
  | { type: 'details'; call: ProviderCall }
  | { type: 'legs'; legs: Leg[] }
  | { type: 'legs_unsupported' }
  | { type: 'poll_failed'; problem: CallProblem }
  /** No final word will come any more. */
  | { type: 'gave_up' }
  | { type: 'verdict'; verdict: 'rang' | 'silent' }
  /** Somebody says that Exotel knows a call in doubt by this sid; only Exotel's answer is believed. */
  | { type: 'sid_learned'; sid: string }
  /** Handset stopped while the POST was not answered. `sent`: the POST may have left. */
  | { type: 'interrupted'; sent: boolean; problem: CallProblem }
);

export function beginCall(intent: Intent, at: number): CallFacts {
  return {
    ...intent,
    state: 'recorded',
    outcome: null,
    createdAt: at,
    ...unheard,
  };
}

/**
 * The call machine: pure, total, and deaf to what cannot be. Terminal states stay, but that a call
 * given up hears its end when Exotel tells it after all; an event that does not fit the state
 * changes nothing, so late, doubled and reordered news are harmless.
 */
export function transition(call: CallFacts, event: CallEvent): CallFacts {
  const at = momentOf(call, event.at);
  switch (event.type) {
    case 'sending':
      return call.state === 'recorded' ? { ...call, state: 'sending', sentAt: at } : call;
    case 'accepted':
      return isWaitingForAnswer(call) ? accept(call, event.call, at, event.aheadMs) : call;
    case 'rejected':
      return isWaitingForAnswer(call) ? close(call, 'rejected', event.problem, at) : call;
    case 'not_sent':
      return isWaitingForAnswer(call) ? close(call, 'not_sent', event.problem, at) : call;
    case 'ambiguous':
      return isWaitingForAnswer(call)
        ? doubt(withAhead(call, event.aheadMs), event.problem, event.sid ?? call.sid)
        : call;
    case 'interrupted':
      return interrupt(call, event.sent, event.problem, at);
    case 'details':
      return seeDetails(call, event.call, at, event.aheadMs);
    case 'legs':
      return seeLegs(call, event.legs, at, event.aheadMs);
    case 'legs_unsupported':
      return isTerminal(call.state) ? call : { ...call, legsSupported: false, pollProblem: null };
    case 'poll_failed':
      return canStillTell(call) ? { ...call, pollProblem: event.problem } : call;
    case 'gave_up':
      return isOpen(call.state)
        ? { ...close(call, 'no_final_status', null, at), endedAt: null }
        : call;
    case 'verdict':
      return call.state === 'unknown' ? { ...call, verdict: event.verdict } : call;
    case 'sid_learned':
      return takeSid(call, event.sid);
    default:
      return unreachable(event);
  }
}

function isWaitingForAnswer(call: CallFacts): boolean {
  return call.state === 'recorded' || call.state === 'sending';
}

function accept(call: CallFacts, seen: ProviderCall, at: number, measured: Measured): CallFacts {
  const accepted: CallFacts = { ...call, state: 'accepted', acceptedAt: at, sid: seen.sid };
  return seeDetails(accepted, seen, at, measured);
}

function close(
  call: CallFacts,
  state: 'rejected' | 'not_sent' | 'no_final_status',
  problem: CallProblem | null,
  at: number,
): CallFacts {
  return { ...call, state, outcome: state, problem, endedAt: at, pollProblem: null };
}

/** A sid that Exotel does not know may give way to another one. */
function takeSid(call: CallFacts, sid: string): CallFacts {
  const open = call.sid === null || call.pollProblem?.kind === 'call_not_found';
  if (call.state !== 'unknown' || !open || call.sid === sid) return call;
  return { ...call, sid, pollProblem: null };
}

function interrupt(call: CallFacts, sent: boolean, problem: CallProblem, at: number): CallFacts {
  if (!isWaitingForAnswer(call)) return call;
  return sent ? doubt(call, problem, call.sid) : close(call, 'not_sent', problem, at);
}

function withAhead(call: CallFacts, measured: Measured): CallFacts {
  return { ...call, aheadMs: measured ?? call.aheadMs };
}

function unreachable(event: never): never {
  throw new Error(`no such call event: ${JSON.stringify(event)}`);
}
