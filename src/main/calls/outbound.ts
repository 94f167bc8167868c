import { assertNever } from '../../shared/assert-never.ts';
import {
  type CallProblem,
  type CallState,
  type DialFacts,
  isOpen,
  isTerminal,
  type OutboundFacts,
} from '../../shared/domain/call.ts';
import { unansweredDial, unheard } from '../../shared/domain/unheard-call.ts';
import type { ProviderCall } from '../exotel/provider-call.ts';
import { disown, doubt } from './call-doubt.ts';
import type { CallEvent } from './call-machine.ts';
import { momentOf } from './call-time.ts';
import { claimOf } from './custom-field.ts';
import { gaveUp, type Measured, pollFailed, type Reading, seeDetails } from './observed.ts';
import { seeLegs } from './outbound-legs.ts';

/** What is settled before anything is sent. */
export type Intent = Pick<
  OutboundFacts,
  | 'id'
  | 'practice'
  | 'accountSid'
  | 'customerNumber'
  | 'customerDisplay'
  | 'customerCountry'
  | 'agentUri'
  | 'virtualNumber'
> & { dial: Omit<DialFacts, keyof typeof unansweredDial> };

export function beginCall(intent: Intent, at: number): OutboundFacts {
  return {
    ...intent,
    direction: 'outbound',
    state: 'recorded',
    outcome: null,
    createdAt: at,
    dial: { ...intent.dial, ...unansweredDial },
    ...unheard,
  };
}

/** The machine of a call that the agent dialled; see `transition` in call-machine.ts. */
export function transitionOutbound(call: OutboundFacts, event: CallEvent): OutboundFacts {
  const at = momentOf(call, event.at);
  switch (event.type) {
    case 'sending':
      return call.state === 'recorded'
        ? { ...withDial(call, { sentAt: at }), state: 'sending' }
        : call;
    case 'accepted':
      return isWaiting(call) ? accept(call, event.call, at, event.aheadMs) : call;
    case 'rejected':
      return isWaiting(call) ? refuse(call, 'rejected', event.problem, at) : call;
    case 'not_sent':
      return isWaiting(call) ? refuse(call, 'not_sent', event.problem, at) : call;
    case 'ambiguous':
      return isWaiting(call)
        ? doubt(withAhead(call, event.aheadMs), event.problem, event.sid ?? call.sid)
        : call;
    case 'interrupted':
      return interrupt(call, event.sent, event.problem, at);
    case 'details':
      return hearDetails(call, event.call, at, event.aheadMs);
    case 'reported':
      return hearReport(call, event.call, at);
    case 'legs':
      return seeLegs(call, event.legs, at, event.aheadMs);
    case 'legs_unsupported':
      return isTerminal(call.state) ? call : { ...call, legsSupported: false, pollProblem: null };
    case 'poll_failed':
      return pollFailed(call, event.problem);
    case 'gave_up':
      return isOpen(call.state) ? withDial(gaveUp(call), { problem: null }) : call;
    case 'verdict':
      return call.state === 'unknown' ? withDial(call, { verdict: event.verdict }) : call;
    case 'sid_learned':
      return takeSid(call, event.sid);
    // The floor speaks of calls that come in only.
    case 'offer':
    case 'dial':
    case 'passed':
    case 'summary':
      return call;
    default:
      return assertNever('call event', event);
  }
}

function withDial(call: OutboundFacts, changes: Partial<DialFacts>): OutboundFacts {
  return { ...call, dial: { ...call.dial, ...changes } };
}

/** Whether the POST has had no response yet. */
function isWaiting(call: OutboundFacts): boolean {
  return call.state === 'recorded' || call.state === 'sending';
}

function accept(
  call: OutboundFacts,
  seen: ProviderCall,
  at: number,
  measured: Measured,
): OutboundFacts {
  const accepted = withDial({ ...call, state: 'accepted', sid: seen.sid }, { acceptedAt: at });
  return hearDetails(accepted, seen, at, measured);
}

function refuse(
  call: OutboundFacts,
  state: 'rejected' | 'not_sent',
  problem: CallProblem,
  at: number,
): OutboundFacts {
  const closed: OutboundFacts = { ...call, state, outcome: state, endedAt: at, pollProblem: null };
  return withDial(closed, { problem });
}

/** A sid that Exotel does not know may be replaced by another one. */
function takeSid(call: OutboundFacts, sid: string): OutboundFacts {
  const open = call.sid === null || call.pollProblem?.kind === 'call_not_found';
  if (call.state !== 'unknown' || !open || call.sid === sid) return call;
  return { ...call, sid, pollProblem: null };
}

function interrupt(
  call: OutboundFacts,
  sent: boolean,
  problem: CallProblem,
  at: number,
): OutboundFacts {
  if (!isWaiting(call)) return call;
  return sent ? doubt(call, problem, call.sid) : refuse(call, 'not_sent', problem, at);
}

function withAhead(call: OutboundFacts, measured: Measured): OutboundFacts {
  return { ...call, aheadMs: measured ?? call.aheadMs };
}

/** Details belong to another call if their `custom_field` says so. */
function hearDetails(
  call: OutboundFacts,
  told: ProviderCall,
  at: number,
  measured: Measured,
): OutboundFacts {
  if (call.sid !== told.sid) return call;
  const claim = claimOf(told.customField, call);
  if (claim === 'another' && isOpen(call.state)) return disown(call);
  if (claim === 'another' && call.state !== 'unknown') return call;
  // It is another call: the sid that came with the doubt was not this one's.
  if (call.state === 'unknown' && (claim === 'another' || claim === 'foreign'))
    return { ...call, sid: null, pollProblem: null };
  if (call.state === 'ended' && call.dial.reported) return verify(call, told, at, measured);
  return seeDetails(call, told, at, measured, reading);
}

/** The end that a callback reports is taken until Exotel's answer confirms or contradicts it. */
function hearReport(call: OutboundFacts, told: ProviderCall, at: number): OutboundFacts {
  if (!isOpen(call.state)) return call;
  const ended = seeDetails(call, told, at, null, reading);
  return ended.state === 'ended' ? withDial(ended, { reported: true }) : call;
}

/** Exotel's answer goes before what a callback reported: also if it says that the call goes on. */
function verify(
  call: OutboundFacts,
  told: ProviderCall,
  at: number,
  measured: Measured,
): OutboundFacts {
  const asked: OutboundFacts = {
    ...withDial(call, { reported: false }),
    state: call.agentAnsweredAt === null ? 'accepted' : 'agent_answered',
    outcome: null,
    endedAt: null,
    talkSeconds: null,
    statusRaw: null,
  };
  const seen = seeDetails(asked, told, at, measured, reading);
  return seen === asked ? call : seen;
}

const reading: Reading<OutboundFacts> = {
  // Exotel knows the call, so it was placed: the doubt is over.
  known: (call, begunAt) =>
    withDial(call, { acceptedAt: call.dial.acceptedAt ?? begunAt, problem: null }),
  running: runningState,
};

function runningState(call: OutboundFacts): CallState {
  if (call.state === 'unknown') return 'accepted';
  if (call.state !== 'no_final_status') return call.state;
  return call.agentAnsweredAt === null ? 'accepted' : 'agent_answered';
}
