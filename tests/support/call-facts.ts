import { beginCall, type Intent } from '../../src/main/calls/call-machine.ts';
import type { ProviderCall } from '../../src/main/exotel/provider-call.ts';
import type { CallFacts, CallProblem, Leg } from '../../src/shared/domain/call.ts';

export const startedAt = Date.UTC(2026, 0, 5, 6);

const intent: Intent = {
  id: 'call-1',
  practice: false,
  source: 'dialer',
  accountSid: 'acme1',
  customerNumber: '+919876543210',
  customerDisplay: '+91 98765 43210',
  customerCountry: 'IN',
  agentUri: '+919800000001',
  virtualNumber: '+912241499102',
  record: true,
  recordingChannels: 'dual',
  maxTimeLimitSeconds: 14_400,
  hoursReason: null,
  doNotCallReason: null,
  extension: null,
  customField: 'handset-call-1',
  profileName: 'Standard',
};

/** Returns a call whose row was just written. */
export function recordedCall(changes: Partial<CallFacts> = {}): CallFacts {
  return { ...beginCall(intent, startedAt), ...changes };
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
