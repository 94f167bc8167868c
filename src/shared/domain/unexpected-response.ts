import { z } from 'zod';
import { momentSchema } from './call.ts';

/** An answer of Exotel's that was not as documented, kept beside its call. */
export const unexpectedResponseSchema = z.object({
  /** Epoch milliseconds UTC. */
  at: momentSchema,
  /** What was asked: to place the call, or to tell of it. `unreadable`: never written, see a step's. */
  question: z.enum(['place', 'details', 'legs', 'unreadable']),
  httpStatus: z.number().int(),
  /** What is odd about it, by the API's names. */
  oddity: z.string(),
  /** Redacted, and cut where it was very long. */
  body: z.string(),
});
export type UnexpectedResponse = z.infer<typeof unexpectedResponseSchema>;
