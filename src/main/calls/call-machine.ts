import {
  type CallFacts,
  type CallProblem,
  type CallState,
  isOpen,
  isTerminal,
  type Leg,
} from '../../shared/domain/call.ts';
import type { ProviderCall } from '../exotel/provider-call.ts';
import { learn } from './provider-facts.ts';

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

/** Everything that can happen to a call. `at` is epoch milliseconds UTC. */
export type CallEvent = { at: number } & (
  | { type: 'sending' }
  | { type: 'accepted'; call: ProviderCall }
  | { type: 'rejected'; problem: CallProblem }
  | { type: 'not_sent'; problem: CallProblem }
  | { type: 'ambiguous'; problem: CallProblem; sid: string | null }
  | { type: 'details'; call: ProviderCall }
  | { type: 'legs'; legs: Leg[] }
  | { type: 'legs_unsupported' }
  | { type: 'look_failed'; problem: CallProblem }
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
    sentAt: null,
    acceptedAt: null,
    agentAnsweredAt: null,
    endedAt: null,
    talkSeconds: null,
    sid: null,
    provider: null,
    stateRaw: null,
    statusRaw: null,
    problem: null,
    verdict: null,
    legs: [],
    legsSupported: null,
    lastHeardAt: null,
    lookProblem: null,
  };
}

/**
 * The call machine: pure, total, and deaf to what cannot be. Terminal states stay; an event that
 * does not fit the state changes nothing, so late, doubled and reordered news are harmless.
 */
export function transition(call: CallFacts, event: CallEvent): CallFacts {
  switch (event.type) {
    case 'sending':
      return call.state === 'recorded' ? { ...call, state: 'sending', sentAt: event.at } : call;
    case 'accepted':
      return isWaitingForAnswer(call) ? accept(call, event.call, event.at) : call;
    case 'rejected':
      return isWaitingForAnswer(call) ? close(call, 'rejected', event.problem, event.at) : call;
    case 'not_sent':
      return isWaitingForAnswer(call) ? close(call, 'not_sent', event.problem, event.at) : call;
    case 'ambiguous':
      return isWaitingForAnswer(call) ? doubt(call, event.problem, event.sid ?? call.sid) : call;
    case 'interrupted':
      return interrupt(call, event.sent, event.problem, event.at);
    case 'details':
      return seeDetails(call, event.call, event.at);
    case 'legs':
      return seeLegs(call, event.legs, event.at);
    case 'legs_unsupported':
      return isTerminal(call.state) ? call : { ...call, legsSupported: false, lookProblem: null };
    case 'look_failed':
      return canBeLookedAt(call) ? { ...call, lookProblem: event.problem } : call;
    case 'gave_up':
      return isOpen(call.state)
        ? { ...close(call, 'no_final_status', null, event.at), endedAt: null }
        : call;
    case 'verdict':
      return call.state === 'unknown' ? { ...call, verdict: event.verdict } : call;
    case 'sid_learned':
      return takeSid(call, event.sid);
    default:
      return unreachable(event);
  }
}

/** A call whose sid is known and whose end is not: GET can tell more. */
export function canBeLookedAt(call: CallFacts): boolean {
  return call.sid !== null && (isOpen(call.state) || call.state === 'unknown');
}

function isWaitingForAnswer(call: CallFacts): boolean {
  return call.state === 'recorded' || call.state === 'sending';
}

function accept(call: CallFacts, seen: ProviderCall, at: number): CallFacts {
  const accepted: CallFacts = { ...call, state: 'accepted', acceptedAt: at, sid: seen.sid };
  return seeDetails(accepted, seen, at);
}

function close(
  call: CallFacts,
  state: 'rejected' | 'not_sent' | 'no_final_status',
  problem: CallProblem | null,
  at: number,
): CallFacts {
  return { ...call, state, outcome: state, problem, endedAt: at, lookProblem: null };
}

function doubt(call: CallFacts, problem: CallProblem, sid: string | null): CallFacts {
  return { ...call, state: 'unknown', outcome: 'unknown', problem, sid };
}

/** A sid that Exotel does not know may give way to another one. */
function takeSid(call: CallFacts, sid: string): CallFacts {
  const open = call.sid === null || call.lookProblem?.kind === 'call_not_found';
  if (call.state !== 'unknown' || !open || call.sid === sid) return call;
  return { ...call, sid, lookProblem: null };
}

function interrupt(call: CallFacts, sent: boolean, problem: CallProblem, at: number): CallFacts {
  if (!isWaitingForAnswer(call)) return call;
  return sent ? doubt(call, problem, call.sid) : close(call, 'not_sent', problem, at);
}

function seeDetails(call: CallFacts, seen: ProviderCall, at: number): CallFacts {
  if (call.sid !== seen.sid) return call;
  if (call.state === 'ended') return refine(call, seen);
  if (!canBeLookedAt(call)) return call;
  // Some other call: the sid that came with the doubt was not this one's.
  if (
    call.state === 'unknown' &&
    seen.customField !== null &&
    seen.customField !== call.customField
  )
    return { ...call, sid: null, lookProblem: null };
  const heard: CallFacts = {
    ...call,
    provider: learn(call.provider, seen),
    stateRaw: seen.stateRaw,
    statusRaw: seen.statusRaw,
    lastHeardAt: at,
    lookProblem: null,
    // A call that Exotel knows was placed: the doubt is over.
    acceptedAt: call.acceptedAt ?? at,
  };
  if (seen.over) return end(heard, seen, at);
  const state = runningState(heard, seen);
  return { ...heard, state, outcome: null, problem: null };
}

function runningState(call: CallFacts, seen: ProviderCall): CallState {
  if (seen.endedAt !== null) return 'finishing';
  return call.state === 'unknown' ? 'accepted' : call.state;
}

function end(call: CallFacts, seen: ProviderCall, at: number): CallFacts {
  return {
    ...call,
    state: 'ended',
    outcome: seen.outcome ?? 'other',
    problem: null,
    endedAt: seen.endedAt ?? at,
    talkSeconds: seen.talkSeconds,
  };
}

/** Durations and the status can still arrive for some minutes after the end; nothing is unlearned. */
function refine(call: CallFacts, seen: ProviderCall): CallFacts {
  if (!seen.over) return call;
  return {
    ...call,
    provider: learn(call.provider, seen),
    outcome: call.statusRaw === null && seen.outcome ? seen.outcome : call.outcome,
    statusRaw: call.statusRaw ?? seen.statusRaw,
    endedAt: seen.endedAt ?? call.endedAt,
    talkSeconds: seen.talkSeconds ?? call.talkSeconds,
  };
}

/**
 * Exotel dials the customer only after the agent picked up, so a customer's leg proves the answer.
 * Whether that leg rings or talks it does not tell.
 */
function seeLegs(call: CallFacts, legs: Leg[], at: number): CallFacts {
  if (call.state === 'ended')
    return legs.length === 0 ? call : { ...call, legs, legsSupported: true };
  if (!canBeLookedAt(call) || call.state === 'unknown') return call;
  const heard: CallFacts = {
    ...call,
    legs,
    legsSupported: true,
    lastHeardAt: at,
    lookProblem: null,
  };
  const customerLeg = legs.find((leg) => leg.side === 'customer');
  const over = legs.length > 0 && legs.every(isLegOver);
  return {
    ...heard,
    agentAnsweredAt: call.agentAnsweredAt ?? (customerLeg ? (customerLeg.createdAt ?? at) : null),
    state: over ? 'finishing' : customerLeg ? 'agent_answered' : stillRinging(call, legs),
  };
}

/** An agent's second phone rings after the first one gave up: what looked over goes on. */
function stillRinging(call: CallFacts, legs: Leg[]): CallState {
  const rings = legs.some((leg) => leg.status === 'in-progress');
  return rings && call.state === 'finishing' ? 'accepted' : call.state;
}

function isLegOver(leg: Leg): boolean {
  return leg.status !== null && leg.status !== 'in-progress' && leg.status !== 'other';
}

function unreachable(event: never): never {
  throw new Error(`no such call event: ${JSON.stringify(event)}`);
}
