import { z } from 'zod';
import { momentSchema } from './moment.ts';

export const legStatuses = [
  'in-progress',
  'completed',
  'failed',
  'no-answer',
  'busy',
  'canceled',
  'other',
] as const;
export const legSchema = z.object({
  side: z.enum(['agent', 'customer']),
  sid: z.string().nullable(),
  name: z.string().nullable(),
  contactUri: z.string().nullable(),
  /** `other` if Exotel used a word that this version does not know; see `statusRaw`. */
  status: z.enum(legStatuses).nullable(),
  statusRaw: z.string().nullable(),
  createdAt: momentSchema.nullable(),
  updatedAt: momentSchema.nullable(),
  groupId: z.string().nullable().default(null),
  groupName: z.string().nullable().default(null),
});
export type Leg = z.infer<typeof legSchema>;
