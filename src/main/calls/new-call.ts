import type { Call, CallFacts } from '../../shared/domain/call.ts';

/** A call as it looks right after its row was made. */
export function newCall(
  facts: CallFacts,
  seq: number,
  customer: Pick<Call, 'customerName' | 'doNotCall'>,
): Call {
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
