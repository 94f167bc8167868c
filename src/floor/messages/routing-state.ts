import { z } from 'zod';
import { idSchema } from '../ids.ts';
import { moment, version } from './parts.ts';

/**
 * Whom this agent spoke with lately, sealed and retained: `customerMark` of each customer, newest
 * first. A returning caller is offered to the same agent first.
 */
export const recentSchema = z.object({
  v: version,
  marks: z.array(z.string().length(11)).max(500),
});
export type Recent = z.infer<typeof recentSchema>;

/**
 * An agent is held by a call: plain and retained, since it holds nothing personal. A relay that takes
 * over finds it here.
 */
export const heldSchema = z.object({
  v: version,
  /** `callKey` of the call. */
  call: z.string().length(16),
  agent: idSchema,
  offer: z.uuid(),
  queue: idSchema,
  attempt: z.number().int().min(1),
  /** Agents that this call was offered to before. */
  tried: z.array(idSchema).max(50),
  phase: z.enum(['ringing', 'talking']),
  at: moment,
  /** When the hold ends by itself. */
  until: moment,
});
export type Held = z.infer<typeof heldSchema>;

/** Which relay routes calls: plain, retained, and its will says null. */
export const routerSchema = z.object({
  v: version,
  relay: idSchema.nullable(),
  /** Of one holder's time in the seat. */
  epoch: z.uuid(),
  since: moment,
});
export type RouterState = z.infer<typeof routerSchema>;
