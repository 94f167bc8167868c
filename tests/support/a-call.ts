import {
  type ArrivalFacts,
  callSchema,
  type DialFacts,
  type InboundCall,
  type OutboundCall,
  outboundCallSchema,
} from '../../src/shared/domain/call.ts';
import { untoldArrival } from '../../src/shared/domain/unheard-call.ts';

const dial: DialFacts = {
  source: 'dialer',
  maxTimeLimitSeconds: 14_400,
  hoursReason: null,
  doNotCallReason: null,
  extension: null,
  record: false,
  recordingChannels: 'dual',
  customField: 'call-1',
  profileName: null,
  sentAt: 1_700_000_000_000,
  acceptedAt: 1_700_000_001_000,
  problem: null,
  reported: false,
  verdict: null,
};

/** What a test wants otherwise, wherever the call has it. */
type Changes = Partial<Omit<OutboundCall, 'dial'> & DialFacts>;

/** A call that the agent dialled and that ended after talking, unless told otherwise. */
export function aCall(changes: Changes = {}): OutboundCall {
  const own = Object.entries(changes).filter(([name]) => !(name in dial));
  const ofDial = Object.entries(changes).filter(([name]) => name in dial);
  return outboundCallSchema.parse({
    id: 'call-1',
    seq: 1,
    direction: 'outbound',
    practice: false,
    state: 'ended',
    outcome: 'completed',
    customerNumber: '+919876543210',
    customerDisplay: '+91 98765 43210',
    customerCountry: 'IN',
    customerName: null,
    accountSid: 'handset1',
    doNotCall: false,
    agentUri: '+912241499101',
    virtualNumber: '+912241499102',
    createdAt: 1_700_000_000_000,
    agentAnsweredAt: null,
    aheadMs: null,
    finishingAt: null,
    endedAt: 1_700_000_200_000,
    talkSeconds: 185,
    sid: 'abc',
    provider: null,
    stateRaw: 'terminal',
    statusRaw: 'completed',
    legs: [],
    legsSupported: null,
    lastHeardAt: null,
    pollProblem: null,
    nextPollAt: null,
    asOf: null,
    recording: {
      state: 'none',
      bytesReceived: null,
      bytesTotal: null,
      sha256: null,
      nextTryAt: null,
      failure: null,
    },
    note: '',
    disposition: null,
    ...Object.fromEntries(own),
    dial: { ...dial, ...Object.fromEntries(ofDial) },
  });
}

/** A customer's call that the agent took, and that ended after talking, unless told otherwise. */
export function anArrival(
  changes: Partial<Omit<InboundCall, 'arrival'>> & { arrival?: Partial<ArrivalFacts> } = {},
): InboundCall {
  const { dial: _, ...call } = aCall();
  const arrival = { heardOfAt: call.createdAt, ...untoldArrival, ...changes.arrival };
  const inbound = { ...call, id: 'in-1', direction: 'inbound', ...changes, arrival };
  return callSchema.parse(inbound) as InboundCall;
}
