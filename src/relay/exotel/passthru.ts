import { z } from 'zod';
import { arrivalEnds } from '../../shared/domain/call/arrival-signs.ts';
import {
  addressSchema,
  readAddress,
  readField,
  readParties,
  readSid,
  sidSchema,
} from './read-query.ts';

/** How a call came out, as Exotel's Passthru reports it. */
export const outcomeSchema = z.object({
  sid: sidSchema,
  caller: addressSchema.nullable(),
  called: z.string().max(64),
  came: z.enum(arrivalEnds),
  /** Who had the call, or was rung last; null if Exotel does not say. */
  uri: addressSchema.nullable(),
  talkSeconds: z.number().min(0).nullable(),
  recordingUrl: z
    .url({ protocol: /^https?$/ })
    .max(2_000)
    .nullable(),
});
export type Outcome = z.infer<typeof outcomeSchema>;

/** The three ways out of Connect, as the administrator names them in the path of each Passthru. */
const byWay = new Map<string, Outcome['came']>([
  ['talked', 'talked'],
  ['unanswered', 'rang_out'],
  ['not_dialled', 'not_dialled'],
]);
const byDialStatus = new Map<string, Outcome['came']>([
  ['completed', 'talked'],
  ['no-answer', 'rang_out'],
  ['busy', 'rejected'],
]);

/**
 * Returns null if the request names no call.
 *
 * @param way the last part of the path, if there is one
 */
export function readPassthru(query: URLSearchParams, way: string | null): Outcome | null {
  const sid = readSid(query);
  if (sid === null) return null;
  const came = cameOf(query, way);
  const talk = came === 'talked' ? readField(query, 'Legs[0][OnCallDuration]') : null;
  return {
    sid,
    ...readParties(query),
    came,
    uri: readAddress(query, 'DialWhomNumber'),
    talkSeconds: talk !== null && /^\d{1,6}$/.test(talk) ? Number(talk) : null,
    recordingUrl:
      outcomeSchema.shape.recordingUrl.safeParse(readField(query, 'RecordingUrl')).data ?? null,
  };
}

/** What Exotel's words say for certain goes before the way, and the way before what they only suggest. */
function cameOf(query: URLSearchParams, way: string | null): Outcome['came'] {
  const word = (name: string): string => readField(query, name)?.toLowerCase() ?? '';
  const callType = word('CallType');
  if (callType === 'voicemail') return 'voicemail';
  const dialled = byDialStatus.get(word('DialCallStatus'));
  // The caller may have left while another agent rang than the one the status speaks of.
  if (callType === 'client-hangup' && dialled !== 'talked') return 'caller_left';
  if (dialled) return dialled;
  const taken = byWay.get(way ?? '');
  if (taken) return taken;
  if (callType === 'completed') return 'talked';
  const wasDialled = word('DialCallStatus') !== '';
  const isUndecided = callType === 'incomplete' || callType === 'call-attempt';
  return isUndecided && !wasDialled ? 'not_dialled' : 'other';
}
