import { z } from 'zod';

/** An answer of Exotel's that was not as documented, kept beside its call. */
export const oddAnswerSchema = z.object({
  /** Epoch milliseconds UTC. */
  at: z.number(),
  /** What was asked: to place the call, or to tell of it. */
  question: z.enum(['place', 'details', 'legs']),
  httpStatus: z.number().int(),
  /** What is odd about it, by the API's names. */
  oddity: z.string(),
  /** Redacted, and cut where it was very long. */
  body: z.string(),
});
export type OddAnswer = z.infer<typeof oddAnswerSchema>;
