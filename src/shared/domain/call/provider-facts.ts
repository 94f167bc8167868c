import { z } from 'zod';
import { momentSchema, secondsSchema } from './moment.ts';

/** What else Exotel reports about a call: kept as it came, and shown as technical details. */
export const providerFactsSchema = z.object({
  /** Words seen: `outbound`, `inbound`, `outbound-dial`, `outbound-api`. */
  direction: z.string().nullable(),
  /** As Exotel writes it, which may differ from the form that was sent. */
  virtualNumber: z.string().nullable(),
  createdAt: momentSchema.nullable(),
  updatedAt: momentSchema.nullable(),
  startedAt: momentSchema.nullable(),
  /**
   * By Exotel's clock, like the other times here; the call's own `endedAt` is by the call's clock.
   */
  endedAt: momentSchema.nullable().default(null),
  /** From start to end; null in most responses, see `totalDurationOf`. */
  totalSeconds: secondsSchema.nullable(),
  appId: z.string().nullable(),
  appName: z.string().nullable(),
  /** DTMF keys, separated by `-` for different applets. */
  digits: z.string().nullable(),
  /** As it came back; it was sent as `customField`. */
  customField: z.string().nullable(),
});
export type ProviderFacts = z.infer<typeof providerFactsSchema>;
