import { z } from 'zod';

/** What was understood of something typed, pasted or copied. Main does the understanding. */
export const understoodNumberSchema = z.object({
  /** True when it may be dialled. */
  valid: z.boolean(),
  /** E.164 when valid. */
  e164: z.string().nullable(),
  /** International form for the eye. */
  display: z.string().nullable(),
  /** The text as one would write it in the number's own country, formatted as typed so far. */
  typed: z.string(),
  /** ISO 3166 alpha-2, for example `IN`. */
  country: z.string().nullable(),
  kind: z.enum(['mobile', 'landline', 'mobile_or_landline', 'toll_free', 'other']).nullable(),
  /** The contact this number belongs to. */
  name: z.string().nullable(),
  lastCalledAt: z.number().nullable(),
  /** Practice only: the story that the last four digits choose. */
  practiceStory: z.string().nullable(),
});
export type UnderstoodNumber = z.infer<typeof understoodNumberSchema>;
