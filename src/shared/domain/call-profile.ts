import { z } from 'zod';
import {
  type CallProfile,
  callbackEvents,
  callbackMethods,
  callbackTypes,
  playbackEvents,
  playbackListeners,
  recordingChannels,
  recordingFormats,
  streamingBegins,
} from './call-profile-rules.ts';

/** Longer texts are no input of a person; the rules have the real limits. */
const text = z.string().max(4_000);

/** What shape a profile has; what its values may be is `profileFaults`'s to say. */
export const callProfileSchema = z.object({
  name: text,
  stateManagement: z.boolean(),
  record: z.boolean(),
  recordingChannels: z.enum(recordingChannels),
  recordingFormat: z.enum(recordingFormats),
  waitAudioUrl: text,
  maxTimeLimitSeconds: z.number(),
  attemptTimeOutSeconds: z.number(),
  customText: text,
  statusCallbacks: z
    .array(
      z.object({
        event: z.enum(callbackEvents),
        url: text,
        method: z.enum(callbackMethods),
        contentType: z.enum(callbackTypes),
      }),
    )
    .max(50),
  playbacks: z
    .array(z.object({ event: z.enum(playbackEvents), to: z.enum(playbackListeners), url: text }))
    .max(50),
  streaming: z.object({ url: text, begin: z.enum(streamingBegins) }).nullable(),
}) satisfies z.ZodType<CallProfile>;

/** A profile as it is kept. */
export const keptProfileSchema = z.object({
  id: z.string(),
  profile: callProfileSchema,
  /**
   * Parameters that could not be read, by the API's names. While there are any, no call is placed
   * with this profile: nothing may be dropped from a request in silence.
   */
  unreadable: z.array(z.string()),
});
export type KeptProfile = z.infer<typeof keptProfileSchema>;

/** All profiles, in the order in which they were made. There is always a default. */
export const callProfilesSchema = z.object({
  defaultId: z.string(),
  profiles: z.array(keptProfileSchema),
});
export type CallProfiles = z.infer<typeof callProfilesSchema>;
