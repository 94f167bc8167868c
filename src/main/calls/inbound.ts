import { assertNever } from '../../shared/assert-never.ts';
import { type InboundFacts, isOpen, isTerminal, type Leg } from '../../shared/domain/call.ts';
import { unheard, untoldArrival } from '../../shared/domain/unheard-call.ts';
import { canStillTell } from './call-life.ts';
import type { CallEvent } from './call-machine.ts';
import { momentOf } from './call-time.ts';
import { claimOf } from './custom-field.ts';
import { meaningOf } from './inbound-meaning.ts';
import { fullerLegs, withSign, withSigns } from './inbound-signs.ts';
import {
  gaveUp,
  type Measured,
  pollFailed,
  type Reading,
  seeDetails,
  withLegs,
} from './observed.ts';

/** What is known of a call before anything was told of it but that there is one. */
export type Arrival = Pick<
  InboundFacts,
  | 'id'
  | 'sid'
  | 'practice'
  | 'accountSid'
  | 'customerNumber'
  | 'customerDisplay'
  | 'customerCountry'
  | 'agentUri'
  | 'virtualNumber'
  | 'createdAt'
>;

/** `heardOfAt`: epoch milliseconds UTC. */
export function beginArrival(arrival: Arrival, heardOfAt: number): InboundFacts {
  return {
    ...unheard,
    legs: [],
    ...arrival,
    direction: 'inbound',
    state: 'offered',
    outcome: null,
    arrival: { heardOfAt, ...untoldArrival },
  };
}

/**
 * The machine of an incoming call. Everything that is told is kept as a sign, and state and outcome
 * follow from all signs together: so the order of the news makes no difference. An end by Exotel's
 * details stays an end, and one that the floor reported does unless the call is offered to this agent
 * after that.
 */
export function transitionInbound(call: InboundFacts, event: CallEvent): InboundFacts {
  const at = momentOf(call, event.at);
  switch (event.type) {
    case 'offer':
    case 'dial':
    case 'passed':
    case 'summary': {
      const told = withSign(call, event);
      return told === call ? call : settle(told, call, at);
    }
    case 'details':
      if (claimOf(event.call.customField, call) === 'another') return call;
      return hearDetails(call, event, at);
    case 'legs':
      return hearLegs(call, event.legs, at, event.aheadMs);
    case 'legs_unsupported':
      return isTerminal(call.state) ? call : { ...call, legsSupported: false, pollProblem: null };
    case 'poll_failed':
      return pollFailed(call, event.problem);
    case 'gave_up':
      return isOpen(call.state) ? gaveUp(call) : call;
    // Only dialled calls are sent, refused, or in doubt, and have an intent to prove whose they are.
    case 'reported':
    case 'sending':
    case 'accepted':
    case 'rejected':
    case 'not_sent':
    case 'ambiguous':
    case 'interrupted':
    case 'verdict':
    case 'sid_learned':
      return call;
    default:
      return assertNever('call event', event);
  }
}

/** Where a call stands follows from its signs; here it is only asked whether it goes on. */
const reading: Reading<InboundFacts> = { known: (call) => call, running: () => 'ringing' };

function hearDetails(
  call: InboundFacts,
  { call: told, aheadMs }: Extract<CallEvent, { type: 'details' }>,
  at: number,
): InboundFacts {
  const { end } = call.arrival.signs;
  // By what Exotel said so far, whatever the floor did.
  const asked: InboundFacts = {
    ...call,
    state: end ? 'ended' : call.state === 'no_final_status' ? call.state : 'ringing',
    outcome: end?.outcome ?? null,
    talkSeconds: end?.talkSeconds ?? null,
  };
  const seen = seeDetails(asked, told, at, aheadMs, reading);
  if (seen === asked) return call;
  const heard: InboundFacts = {
    ...seen,
    outcome: call.outcome,
    talkSeconds: call.talkSeconds,
    finishingAt: call.finishingAt,
    endedAt: (seen.state === 'ended' ? seen : call).endedAt,
  };
  if (seen.state !== 'ended') return settle(heard, call, at);
  const { talkSeconds } = seen;
  // Exotel does not always say when it ended: the floor's word came earlier than this.
  const endedAt = told.endedAt === null ? (call.endedAt ?? seen.endedAt) : seen.endedAt;
  const outcome = seen.outcome ?? 'other';
  return settle(withSigns({ ...heard, endedAt }, { end: { outcome, talkSeconds } }), call, at);
}

function hearLegs(call: InboundFacts, seen: Leg[], at: number, measured: Measured): InboundFacts {
  if (seen.length === 0 && call.state === 'ended') return call;
  const told = withLegs(call, seen, at, measured);
  const heard = { ...told, legs: fullerLegs(call.legs, told.legs) };
  return settle(
    canStillTell(call) ? { ...heard, lastHeardAt: at, pollProblem: null } : heard,
    call,
    at,
  );
}

/** Draws the conclusions from a call's signs; `before`: the call as it stood. */
function settle(call: InboundFacts, before: InboundFacts, at: number): InboundFacts {
  const { answeredBy, end, state } = meaningOf(call);
  const arrival = { ...call.arrival, answeredBy, reported: end?.reported ?? false };
  const { end: verified, summary, picked } = call.arrival.signs;
  const agentAnsweredAt = call.agentAnsweredAt ?? (picked ? at : null);
  const told = { ...call, arrival, agentAnsweredAt };
  if (end) {
    const talkSeconds = verified?.talkSeconds ?? summary?.talkSeconds ?? null;
    return {
      ...told,
      state: 'ended',
      outcome: end.outcome,
      endedAt: call.endedAt ?? at,
      talkSeconds: answeredBy === 'me' ? talkSeconds : null,
      pollProblem: null,
    };
  }
  // Given up, it is taken up again once something says that it goes on.
  if (call.state === 'no_final_status' && call.arrival === before.arrival) return told;
  const finishingAt = state === 'finishing' ? (call.finishingAt ?? at) : null;
  return { ...told, state, outcome: null, endedAt: null, finishingAt, talkSeconds: null };
}
