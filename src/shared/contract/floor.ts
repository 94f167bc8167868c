import { z } from 'zod';
import { availabilitySchema, availabilityWishSchema } from '../domain/availability.ts';
import { area, command } from './define.ts';

/** How the connection to the floor stands. */
export const floorConnectionStates = [
  /** No floor was joined. */
  'none',
  'connecting',
  'connected',
  /** The broker cannot be reached; Handset tries again by itself. */
  'unreachable',
  /** The broker does not accept this agent: the join text was replaced or revoked. */
  'refused',
  /** The agent signed in on another computer; this one stays away until told otherwise. */
  'elsewhere',
  /** The keychain does not give out the floor's secret. */
  'locked',
  /** The floor speaks a newer version. */
  'outdated',
] as const;
export type FloorConnectionState = (typeof floorConnectionStates)[number];

/** The floor as this desktop sees it. Holds no secret. */
export const floorViewSchema = z.object({
  /** Null while no floor is joined. */
  joined: z
    .object({
      /** The floor's id, as in the join text. */
      floor: z.string(),
      /** The floor's own name; null until the relay has told it. */
      floorName: z.string().nullable(),
      agent: z.string(),
      agentName: z.string(),
      /** Host of the relay. */
      relay: z.string(),
    })
    .nullable(),
  connection: z.enum(floorConnectionStates),
  /** Since when it is so, epoch milliseconds UTC. */
  since: z.number(),
  /** When the last message came, epoch milliseconds UTC. */
  lastMessageAt: z.number().nullable(),
  availability: availabilitySchema,
  /** What breaks are for, as the floor's administrator lists it. */
  breakReasons: z.array(z.string()),
  /** Polls per minute that the floor leaves this desktop; null while it does not say. */
  pollShare: z.number().nullable(),
  /** This computer's clock and the relay's differ by more than two minutes: messages are refused. */
  clockDiffers: z.boolean(),
});
export type FloorView = z.infer<typeof floorViewSchema>;

export const floor = area({
  commands: {
    view: command(z.object({}), floorViewSchema),
    /** Joins by an administrator's join text; an earlier one is replaced. */
    join: command(z.object({ text: z.string().max(4_000) }), floorViewSchema),
    /** Leaves: the secret is removed from the keychain, and colleagues see the agent as offline. */
    leave: command(z.object({}), floorViewSchema),
    /** Asks the keychain again, or tries to connect at once. */
    retry: command(z.object({}), floorViewSchema),
    /** Takes the agent over from the other computer. */
    signInHere: command(z.object({}), floorViewSchema),
    setAvailability: command(availabilityWishSchema, floorViewSchema),
    /** Ends the time after a call now. */
    endWrapUp: command(z.object({}), floorViewSchema),
  },
  events: { changed: floorViewSchema },
});
