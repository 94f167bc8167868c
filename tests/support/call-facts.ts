import { beginCall, type Intent } from '../../src/main/calls/outbound.ts';
import type { ProviderCall } from '../../src/main/exotel/provider-call.ts';
import type {
  CallProblem,
  DialFacts,
  InboundFacts,
  Leg,
  OutboundFacts,
} from '../../src/shared/domain/call.ts';
import { unheard, untoldArrival } from '../../src/shared/domain/unheard-call.ts';

export const startedAt = Date.UTC(2026, 0, 5, 6);

const intent: Intent = {
  id: 'call-1',
  practice: false,
  accountSid: 'acme1',
  customerNumber: '+919876543210',
  customerDisplay: '+91 98765 43210',
  customerCountry: 'IN',
  agentUri: '+919800000001',
  virtualNumber: '+912241499102',
  dial: {
    source: 'dialer',
    record: true,
    recordingChannels: 'dual',
    maxTimeLimitSeconds: 14_400,
    hoursReason: null,
    doNotCallReason: null,
    extension: null,
    customField: 'handset-call-1',
    profileName: 'Standard',
  },
};

/** What a test wants otherwise, wherever the record has it. */
export type FactChanges = Partial<Omit<OutboundFacts, 'dial'> & DialFacts>;

/** Returns a call whose row was just written. */
export function recordedCall(changes: FactChanges = {}): OutboundFacts {
  return changedFacts(beginCall(intent, startedAt), changes);
}

/** The same call, with some of its own fields or of its dial's changed. */
export function changedFacts(call: OutboundFacts, changes: FactChanges): OutboundFacts {
  const own = Object.entries(changes).filter(([name]) => !(name in call.dial));
  const ofDial = Object.entries(changes).filter(([name]) => name in call.dial);
  return {
    ...call,
    ...Object.fromEntries(own),
    dial: { ...call.dial, ...Object.fromEntries(ofDial) },
  };
}

/** A call that came in, was answered and ended after talking, unless told otherwise. */
export function inboundCall(changes: Partial<InboundFacts> = {}): InboundFacts {
  return {
    id: 'in-1',
    direction: 'inbound',
    practice: false,
    accountSid: 'acme1',
    customerNumber: '+919876543210',
    customerDisplay: '+91 98765 43210',
    customerCountry: 'IN',
    agentUri: '+919800000001',
    virtualNumber: '+912241499102',
    createdAt: startedAt,
    arrival: {
      heardOfAt: startedAt + 1_000,
      ...untoldArrival,
      answeredBy: 'me',
      signs: {
        ...untoldArrival.signs,
        picked: true,
        end: { outcome: 'completed', talkSeconds: 62 },
      },
    },
    ...unheard,
    legs: [],
    state: 'ended',
    outcome: 'completed',
    sid: 'sid-in-1',
    agentAnsweredAt: startedAt + 8_000,
    endedAt: startedAt + 70_000,
    talkSeconds: 62,
    stateRaw: 'terminal',
    statusRaw: 'completed',
    ...changes,
  };
}

/** Returns what Exotel reports of a running call, unless told otherwise. */
export function providerCall(changes: Partial<ProviderCall> = {}): ProviderCall {
  return {
    sid: 'sid-1',
    over: false,
    stateRaw: 'active',
    outcome: null,
    statusRaw: null,
    direction: null,
    virtualNumber: null,
    createdAt: null,
    updatedAt: null,
    startedAt,
    endedAt: null,
    totalSeconds: null,
    talkSeconds: null,
    customField: null,
    appId: null,
    appName: null,
    digits: null,
    recordingUrls: [],
    ...changes,
  };
}

export function problem(changes: Partial<CallProblem> = {}): CallProblem {
  return {
    kind: 'server_error',
    httpStatus: 500,
    code: 1100,
    description: null,
    retryAfterSeconds: null,
    ...changes,
  };
}

export function callLeg(side: Leg['side'], status: Leg['status'], changes: Partial<Leg> = {}): Leg {
  return {
    side,
    sid: `${side}-leg`,
    name: null,
    contactUri: null,
    status,
    statusRaw: status,
    createdAt: startedAt + 1_000,
    updatedAt: null,
    groupId: null,
    groupName: null,
    ...changes,
  };
}
