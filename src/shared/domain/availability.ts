import { z } from 'zod';

/** What an agent is doing, as the floor sees it. */
export const availabilityStates = ['available', 'oncall', 'wrapup', 'break', 'offline'] as const;
export type AvailabilityState = (typeof availabilityStates)[number];

/** The longest reason of a break, in characters. */
export const longestBreakReason = 40;

/** What an agent can choose to be; everything else follows from calls and the computer. */
export const availabilityWishSchema = z.discriminatedUnion('state', [
  z.object({ state: z.literal('available') }),
  z.object({
    state: z.literal('break'),
    reason: z.string().trim().min(1).max(longestBreakReason).nullable(),
  }),
]);
export type AvailabilityWish = z.infer<typeof availabilityWishSchema>;

export const availabilitySchema = z.object({
  state: z.enum(availabilityStates),
  /** Since when, epoch milliseconds UTC. */
  since: z.number(),
  /** When a wrap-up ends by itself, epoch milliseconds UTC. */
  until: z.number().nullable(),
  /** Why the agent is on a break. */
  reason: z.string().nullable(),
  /** What follows once the call, and the time after it, are over. */
  wish: availabilityWishSchema,
});
export type Availability = z.infer<typeof availabilitySchema>;
