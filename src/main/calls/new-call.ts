import type {
  InboundCall,
  InboundFacts,
  OutboundCall,
  OutboundFacts,
} from '../../shared/domain/call.ts';

/** A dial as it looks right after its row was made. */
export function newCall(
  facts: OutboundFacts,
  seq: number,
  customer: Pick<OutboundCall, 'customerName' | 'doNotCall'>,
): OutboundCall {
  return { ...facts, ...customer, ...untouched, seq };
}

/** A customer's call whose row could not be made yet: who they are is not known without the disk. */
export function newArrival(facts: InboundFacts, seq: number): InboundCall {
  return { ...facts, customerName: null, doNotCall: false, ...untouched, seq };
}

const untouched = {
  nextPollAt: null,
  asOf: null,
  note: '',
  disposition: null,
  recording: {
    state: 'none',
    bytesReceived: null,
    bytesTotal: null,
    sha256: null,
    nextTryAt: null,
    failure: null,
  },
} as const;
