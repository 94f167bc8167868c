import { z } from 'zod';
import { numberProblems } from './number-problem.ts';

/** One of several numbers in a text. */
export const numberCandidateSchema = z.object({
  e164: z.string(),
  /** International form for the eye. */
  display: z.string(),
  name: z.string().nullable(),
});
export type NumberCandidate = z.infer<typeof numberCandidateSchema>;

/** What was understood of something typed, pasted or copied. Main does the understanding. */
export const understoodNumberSchema = z.object({
  /** True when it may be dialled. */
  valid: z.boolean(),
  /** Why it may not; null when it may. */
  problem: z.enum(numberProblems).nullable(),
  /** E.164 when valid. */
  e164: z.string().nullable(),
  /** International form for the eye. */
  display: z.string().nullable(),
  /** The text as one would write it in the number's own country, formatted as typed so far. */
  typed: z.string(),
  /** ISO 3166 alpha-2, for example `IN`. */
  country: z.string().nullable(),
  /** Digits to press after the answer, for example `123`: shown, never dialled. */
  extension: z.string().nullable(),
  /** The numbers in a text that holds several, in its order, or that it may mean; else empty. */
  candidates: z.array(numberCandidateSchema),
  kind: z.enum(['mobile', 'landline', 'mobile_or_landline', 'toll_free', 'other']).nullable(),
  /** The contact this number belongs to. */
  name: z.string().nullable(),
  doNotCall: z.boolean(),
  /** When a call of this history last rang it, epoch milliseconds. */
  lastCalledAt: z.number().nullable(),
  /** Practice only: the story that the last four digits choose. */
  practiceStory: z.string().nullable(),
});
export type UnderstoodNumber = z.infer<typeof understoodNumberSchema>;
