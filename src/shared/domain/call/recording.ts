import { z } from 'zod';
import { momentSchema } from './moment.ts';

export const recordingStates = [
  /** Not asked for, or the conversation never happened. */
  'none',
  /** Asked for; Exotel has not published it yet. */
  'processing',
  /** Exotel published it; it is not on this computer. */
  'available',
  'downloading',
  'saved',
  /** It was saved, and then removed from this computer to save space; Exotel may still have it. */
  'removed',
  'failed',
  /** Asked for, waited for, never published. */
  'never_came',
] as const;
export const recordingSchema = z.object({
  state: z.enum(recordingStates),
  bytesReceived: z.number().nullable(),
  bytesTotal: z.number().nullable(),
  sha256: z.string().nullable(),
  /** When the next look or try happens, epoch milliseconds; null when none is planned. */
  nextTryAt: momentSchema.nullable(),
  /** Error code of the last failure; its sentence is `errors.<code>`. */
  failure: z.string().nullable(),
});
export type RecordingView = z.infer<typeof recordingSchema>;
