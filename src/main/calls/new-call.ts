import type { OutboundCall, OutboundFacts } from '../../shared/domain/call.ts';

/** A call as it looks right after its row was made. */
export function newCall(
  facts: OutboundFacts,
  seq: number,
  customer: Pick<OutboundCall, 'customerName' | 'doNotCall'>,
): OutboundCall {
  return {
    ...facts,
    ...customer,
    seq,
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
  };
}
