import { z } from 'zod';
import { numberProblems } from './number-problem.ts';

/** One of several numbers in a text. */
export const numberCandidateSchema = z.object({
  e164: z.string(),
  /** International form for display. */
  display: z.string(),
  name: z.string().nullable(),
});
export type NumberCandidate = z.infer<typeof numberCandidateSchema>;

/** How something typed, pasted or copied was understood. Main does the understanding. */
export const understoodNumberSchema = z.object({
  /** Whether it may be dialled. */
  valid: z.boolean(),
  /** Why it may not; null if it may. */
  problem: z.enum(numberProblems).nullable(),
  /** E.164 when valid. */
  e164: z.string().nullable(),
  /** International form for display. */
  display: z.string().nullable(),
  /** The text as written in the number's own country, formatted as far as it is typed. */
  typed: z.string(),
  /** ISO 3166 alpha-2, for example `IN`. */
  country: z.string().nullable(),
  /** Digits to press after the call is answered, for example `123`: shown, never dialled. */
  extension: z.string().nullable(),
  /**
   * The numbers in a text that has several, in order, or the possible readings; empty otherwise.
   */
  candidates: z.array(numberCandidateSchema),
  kind: z.enum(['mobile', 'landline', 'mobile_or_landline', 'toll_free', 'other']).nullable(),
  /** The contact this number belongs to. */
  name: z.string().nullable(),
  doNotCall: z.boolean(),
  /** When a call in this history last rang it, epoch milliseconds. */
  lastCalledAt: z.number().nullable(),
  /** Practice only: the story chosen by the last four digits. */
  practiceStory: z.string().nullable(),
});
export type UnderstoodNumber = z.infer<typeof understoodNumberSchema>;
