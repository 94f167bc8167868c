import { z } from 'zod';
import { area, command } from './define.ts';

/** Why a call was missed: the first three by this agent, the others by the whole floor. */
export const missedReasons = [
  'agent_unanswered',
  'customer_cancelled',
  'voicemail',
  'nobody_free',
  'no_answer',
  'caller_left',
] as const;

/** The missed calls that something is done with, as they were shown: no later ones. */
const missedCallsSchema = z.object({
  /** Ids of this desktop's own calls. */
  calls: z.array(z.string().max(64)).max(1_000),
  /** The floor's, by Exotel's sids. */
  sids: z.array(z.string().max(200)).max(1_000),
});
export type MissedCalls = z.infer<typeof missedCallsSchema>;

/** A customer whose calls were missed, and who has not been spoken with since. */
export const missedEntrySchema = missedCallsSchema.extend({
  /** Tells entries apart while they change. */
  key: z.string(),
  /** E.164; null if it is withheld or cannot be read, so that nobody can be called back. */
  number: z.string().nullable(),
  /** The number for reading; null for withheld ones, which are all one entry. */
  display: z.string().nullable(),
  name: z.string().nullable(),
  doNotCall: z.boolean(),
  /** How many calls it is about; the same call may be in both lists. */
  times: z.number().int(),
  /** Of the newest call, epoch milliseconds UTC. */
  at: z.number(),
  why: z.enum(missedReasons),
  /** The floor's queue of the newest call; null if it came to this agent alone. */
  queue: z.string().nullable(),
  /** This agent's phone rang for one of them. */
  mine: z.boolean(),
  /** When the agent last rang the customer since. */
  triedAt: z.number().nullable(),
  /** The colleague who is calling back. */
  takenBy: z.string().nullable(),
});
export type MissedEntry = z.infer<typeof missedEntrySchema>;

export const missedListSchema = z.object({
  /** The customer who called last comes first. */
  entries: z.array(missedEntrySchema),
  /** Customers beyond those of `entries`. */
  more: z.number().int(),
  /** Customers who can be called back, and whom nobody is calling. */
  waiting: z.number().int(),
  /** Calls come in here, or did: without any, the list is of no use. */
  used: z.boolean(),
});
export type MissedList = z.infer<typeof missedListSchema>;

/** Missed calls that have not been settled, of the account in use. */
export const missed = area({
  commands: {
    list: command(z.object({}), missedListSchema),
    /** Takes calls off the list. */
    dismiss: command(missedCallsSchema, missedListSchema),
    /** Puts dismissed calls back. */
    undo: command(missedCallsSchema, missedListSchema),
  },
  events: { changed: missedListSchema },
});
