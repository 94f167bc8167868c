import { z } from 'zod';
import { momentSchema } from './call.ts';

/** A response of Exotel's that was not as documented, kept beside its call. */
export const unexpectedResponseSchema = z.object({
  /** Epoch milliseconds UTC. */
  at: momentSchema,
  /**
   * What was requested: placing the call, or polling it. `unreadable` is never written: it stands
   * for a stored value that cannot be read.
   */
  question: z.enum(['place', 'details', 'legs', 'unreadable']),
  httpStatus: z.number().int(),
  /** What is odd about it, by the API's names. */
  oddity: z.string(),
  /** Redacted, and truncated if it was very long. */
  body: z.string(),
});
export type UnexpectedResponse = z.infer<typeof unexpectedResponseSchema>;
