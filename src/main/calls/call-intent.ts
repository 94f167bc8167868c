import type { CallFacts, DialSource } from '../../shared/domain/call.ts';
import type { Settings } from '../../shared/domain/settings.ts';
import type { StatusCallback } from '../callbacks/callback-address.ts';
import type { CallingAccount, PlaceRequest } from '../exotel/client.ts';
import type { PlaceResult } from '../exotel/provider-call.ts';
import { beginCall, type CallEvent } from './call-machine.ts';

export interface IntentSource {
  id: string;
  /** Epoch milliseconds. */
  now: number;
  source: DialSource;
  record: boolean;
  calling: Pick<CallingAccount, 'account' | 'practice'>;
  number: { e164: string; display: string | null; country: string | null };
  settings: Settings;
}

/** What one confirmed dial settles, before anything is written or sent. */
export function makeIntent(from: IntentSource): CallFacts {
  const { id, number, settings } = from;
  const { account, practice } = from.calling;
  return beginCall(
    {
      id,
      practice,
      source: from.source,
      accountSid: account.accountSid,
      customerNumber: number.e164,
      customerDisplay: number.display ?? number.e164,
      customerCountry: number.country,
      agentUri: account.agentUri,
      virtualNumber: account.virtualNumber,
      record: from.record,
      recordingChannels: settings.recordingChannels,
      maxTimeLimitSeconds: settings.maxTimeLimitSeconds,
      customField: `handset-${id}`,
    },
    from.now,
  );
}

/** The one POST's body for a call whose row is durable. */
export function placeRequest(
  facts: CallFacts,
  settings: Settings,
  statusCallbacks: StatusCallback[],
): PlaceRequest {
  return {
    from: { contact_uri: facts.agentUri, state_management: settings.stateManagement },
    to: { contact_uri: facts.customerNumber },
    virtual_number: facts.virtualNumber,
    recording: {
      record: facts.record,
      channels: facts.recordingChannels,
      format: settings.recordingFormat,
    },
    max_time_limit: facts.maxTimeLimitSeconds,
    attempt_time_out: settings.attemptTimeOutSeconds,
    custom_field: facts.customField,
    ...(statusCallbacks.length > 0 && { status_callback: statusCallbacks }),
  };
}

/** The POST's outcome, as the machine hears it. */
export function eventOf(result: PlaceResult, at: number): CallEvent {
  switch (result.kind) {
    case 'accepted':
      return { type: 'accepted', at, call: result.call };
    case 'rejected':
      return { type: 'rejected', at, problem: result.problem };
    case 'not_sent':
      return { type: 'not_sent', at, problem: result.problem };
    case 'ambiguous':
      return { type: 'ambiguous', at, problem: result.problem, sid: result.sid };
  }
}
