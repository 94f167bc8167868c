import { z } from 'zod';
import { momentSchema } from './moment.ts';

export const recordingStates = [
  /** Not asked for, or there was no conversation. */
  'none',
  /** Asked for; Exotel has not published it yet. */
  'processing',
  /** Exotel published it; it is not on this computer. */
  'available',
  'downloading',
  'saved',
  /** It was saved, then removed from this computer to save space; Exotel may still have it. */
  'removed',
  'failed',
  /** Asked for and waited for, but never published. */
  'never_came',
] as const;
export const recordingSchema = z.object({
  state: z.enum(recordingStates),
  bytesReceived: z.number().nullable(),
  bytesTotal: z.number().nullable(),
  sha256: z.string().nullable(),
  /** When the next poll or try happens, epoch milliseconds; null if none is planned. */
  nextTryAt: momentSchema.nullable(),
  /** Error code of the last failure; its sentence is `errors.<code>`. */
  failure: z.string().nullable(),
});
export type RecordingView = z.infer<typeof recordingSchema>;
