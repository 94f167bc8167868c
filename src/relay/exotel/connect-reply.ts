import { z } from 'zod';
import type { ReplySwitches } from '../config.ts';
import type { ReplyFormat } from './connect-request.ts';

/** Whom Exotel is to ring, in this order, and whether it asks again when nobody takes the call. */
export const decisionSchema = z.object({
  uris: z.array(z.string().min(1).max(64)).max(10),
  again: z.boolean(),
  /** How long each of them rings. */
  ringSeconds: z.number().int().min(1).nullable(),
});
export type Decision = z.infer<typeof decisionSchema>;

/** What every doubt comes to: the flow goes on to what the administrator put behind Connect. */
export const nobody: Decision = { uris: [], again: false, ringSeconds: null };

export interface ConnectReply {
  contentType: string;
  body: string;
}

/**
 * Writes the reply in the format that was asked for. Two fields are certain; a field that Exotel does
 * not know can cost the whole reply, and the call, so each of the others is a switch.
 *
 * @param dialEventsUrl where dial events are to go, if the reply is to say so
 */
export function writeConnectReply(
  { uris, again, ringSeconds }: Decision,
  format: ReplyFormat,
  { switches, dialEventsUrl }: { switches: ReplySwitches; dialEventsUrl: string },
): ConnectReply {
  if (format === 'plain') return { contentType: 'text/plain', body: uris.join(',') };
  const { stateManagement, recording, maxConversationSeconds, dialEvents, ringing } = switches;
  const destination =
    format === 'classic'
      ? { numbers: uris }
      : uris.map((uri) => ({
          contact_uri: uri,
          ...(stateManagement === 'destination' && { state_management: true }),
        }));
  const extras = {
    ...(stateManagement === 'top' && { state_management: true }),
    ...(recording !== 'omit' && recordingFields(recording, format)),
    ...(ringing === 'send' && { max_ringing_duration: ringSeconds }),
    ...(maxConversationSeconds !== null && { max_conversation_duration: maxConversationSeconds }),
    ...(dialEvents === 'reply' && { dial_passthru_event_url: dialEventsUrl }),
  };
  return {
    contentType: 'application/json',
    body: JSON.stringify({
      fetch_after_attempt: again,
      destination,
      ...(uris.length > 0 && extras),
    }),
  };
}

function recordingFields(channels: 'single' | 'dual', format: 'classic' | 'programmable'): object {
  return format === 'classic'
    ? { record: true, recording_channels: channels }
    : { recording: { record: true, channels } };
}
