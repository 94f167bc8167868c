import { z } from 'zod';
import { availabilityStates, longestBreakReason } from '../../shared/domain/availability.ts';
import { moment, version } from './parts.ts';

/** Plain, retained on the agent's `state`, and sent again every minute: see `stateLifeSeconds`. */
export const agentStateSchema = z.object({
  v: version,
  /** Of one connection of one desktop: a will or a late message of an earlier one is told by it. */
  session: z.uuid(),
  /** Which desktop of the agent this is: the same in all its sessions, over restarts. */
  desktop: z.uuid(),
  /** Counts within the session; null in the will, which the broker sends. */
  seq: z.number().int().nullable(),
  state: z.enum(availabilityStates),
  /** Since when. */
  since: moment,
  /** When a wrap-up ends by itself. */
  until: moment.nullable(),
  /** Why the agent is on a break. */
  reason: z.string().max(longestBreakReason).nullable(),
});
export type AgentState = z.infer<typeof agentStateSchema>;
