import { z } from 'zod';
import { momentSchema } from './moment.ts';

/**
 * How we know something: Exotel said so (`observed`), it follows from what Exotel said
 * (`inferred`), it was worked out from times (`computed`), Handset did it itself (`local`), the
 * agent said so, or the floor's relay did (`reported`).
 */
export const basisSchema = z.enum([
  'observed',
  'inferred',
  'computed',
  'local',
  'agent',
  'reported',
]);
export type Basis = z.infer<typeof basisSchema>;

export const timelineKinds = [
  'recorded',
  'sent',
  'accepted',
  'agent_ringing',
  'agent_answered',
  'customer_dialled',
  'talked',
  'finishing',
  'ended',
  'rejected',
  'not_sent',
  'unknown',
  'no_final_status',
  'agent_said_rang',
  'agent_said_silent',
  'offered',
  'ringing',
  'answered',
  /** Never written: a step on disk that this version cannot read. */
  'unreadable',
] as const;
export const timelineEntrySchema = z.object({
  /** Epoch milliseconds UTC. */
  at: momentSchema,
  kind: z.enum(timelineKinds),
  basis: basisSchema,
  /** Exotel's own word, if there is one. */
  detail: z.string().nullable(),
});
export type TimelineEntry = z.infer<typeof timelineEntrySchema>;
