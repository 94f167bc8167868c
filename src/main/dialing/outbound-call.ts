import type { DialSource, OutboundFacts } from '../../shared/domain/call.ts';
import type { CallProfile } from '../../shared/domain/call-profile-rules.ts';
import type { UnderstoodNumber } from '../../shared/domain/phone-number.ts';
import type { CallEvent } from '../calls/call-machine.ts';
import { beginCall } from '../calls/outbound.ts';
import type { DialConnection } from '../exotel/client.ts';
import type { PlaceRequest } from '../exotel/place-request.ts';
import type { PlaceResult } from '../exotel/provider-call.ts';
import type { StatusCallback } from '../hints/status-callback/address.ts';

export interface IntentSource {
  id: string;
  /** Epoch milliseconds. */
  now: number;
  source: DialSource;
  record: boolean;
  calling: Pick<DialConnection, 'account' | 'practice'>;
  number: Pick<UnderstoodNumber, 'display' | 'country' | 'extension'> & { e164: string };
  profile: CallProfile;
  hoursReason: string | null;
  doNotCallReason: string | null;
}

/** Settles everything about one confirmed dial, before anything is written or sent. */
export function makeIntent(from: IntentSource): OutboundFacts {
  const { id, number, profile } = from;
  const { account, practice } = from.calling;
  return beginCall(
    {
      id,
      practice,
      accountSid: account.accountSid,
      customerNumber: number.e164,
      customerDisplay: number.display ?? number.e164,
      customerCountry: number.country,
      agentUri: account.agentUri,
      virtualNumber: account.virtualNumber,
      dial: {
        source: from.source,
        record: from.record,
        recordingChannels: profile.recordingChannels,
        maxTimeLimitSeconds: profile.maxTimeLimitSeconds,
        hoursReason: from.hoursReason,
        doNotCallReason: from.doNotCallReason,
        extension: number.extension,
        profileName: profile.name,
        customField: customFieldOf(profile.customText, id),
      },
    },
    from.now,
  );
}

/** The agent's own text, then the id that makes the intent unique and finds its call again. */
export function customFieldOf(customText: string, intentId: string): string {
  return [customText, `handset-${intentId}`].filter((part) => part !== '').join(' ');
}

/**
 * Returns the body of the one POST for a call whose row is durable. What the profile leaves empty
 * is left out. `own` are the callbacks for Handset itself, beside the profile's.
 */
export function placeRequest(
  facts: OutboundFacts,
  profile: CallProfile,
  own: StatusCallback[],
): PlaceRequest {
  const { waitAudioUrl, playbacks, streaming } = profile;
  const others = profile.statusCallbacks.map(({ event, url, method, contentType }) => ({
    event,
    url,
    method,
    content_type: contentType,
  }));
  const statusCallbacks = [...own, ...others];
  return {
    from: { contact_uri: facts.agentUri, state_management: profile.stateManagement },
    to: { contact_uri: facts.customerNumber },
    virtual_number: facts.virtualNumber,
    recording: {
      record: facts.dial.record,
      channels: facts.dial.recordingChannels,
      format: profile.recordingFormat,
    },
    ...(waitAudioUrl !== '' && { wait_audio_url: waitAudioUrl }),
    max_time_limit: facts.dial.maxTimeLimitSeconds,
    attempt_time_out: profile.attemptTimeOutSeconds,
    custom_field: facts.dial.customField,
    ...(statusCallbacks.length > 0 && { status_callback: statusCallbacks }),
    ...(playbacks.length > 0 && {
      playback: playbacks.map(({ event, to, url }) => ({ event, to, value: url })),
    }),
    ...(streaming && { streaming: { url: streaming.url, begin: streaming.begin } }),
  };
}

/** The POST's outcome as an event for the machine. */
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
