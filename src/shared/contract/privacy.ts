import { z } from 'zod';
import { callSchema } from '../domain/call.ts';
import { area, command } from './define.ts';

const personNumber = z.object({ number: z.string().max(200) });

/** What erasing a person would remove. */
export const personPreviewSchema = z.object({
  /** E.164. */
  number: z.string(),
  display: z.string(),
  /** The contact's name. */
  name: z.string().nullable(),
  doNotCall: z.boolean(),
  calls: z.number().int(),
  notes: z.number().int(),
  recordings: z.number().int(),
  /**
   * Damaged databases that were set aside and are removed as well, since their contents are
   * unknown.
   */
  damagedDatabases: z.number().int(),
  /**
   * Recordings whose calls are not in the database, and that stay, since it is unknown whose they
   * are.
   */
  recordingsWithoutCall: z.number().int(),
  /**
   * Calls of others that contain this number, which will be blanked. Newest first, at most five.
   */
  mentions: z.array(callSchema),
  /** All of those, plus whatever else mentions it: names of others, settings. */
  mentionsTotal: z.number().int(),
});
export type PersonPreview = z.infer<typeof personPreviewSchema>;

export const erasedPersonSchema = z.object({
  calls: z.number().int(),
  recordings: z.number().int(),
  /** False if the old backups are gone and there was no room for a fresh one. */
  backedUp: z.boolean(),
});
export type ErasedPerson = z.infer<typeof erasedPersonSchema>;

/**
 * Whether the time used to remove things for their age is confirmed: `unheard` if Exotel's clock
 * was not heard yet in this run, `apart` if it and this computer's differ by more than a day.
 */
export const timeStandingSchema = z.enum(['confirmed', 'unheard', 'apart']);
export type TimeStanding = z.infer<typeof timeStandingSchema>;

/** Calls that were removed because of their age and can be restored. */
export const removedCallsSchema = z.object({
  calls: z.number().int(),
  /** When the last of them was removed, epoch milliseconds; null if none was. */
  at: z.number().nullable(),
  time: timeStandingSchema,
});
export type RemovedCalls = z.infer<typeof removedCallsSchema>;

export const privacy = area({
  commands: {
    preview: command(personNumber, personPreviewSchema),
    /**
     * Erases for good. `keepDoNotCall`: a do-not-call mark stays, with the number and nothing else.
     */
    erase: command(personNumber.extend({ keepDoNotCall: z.boolean() }), erasedPersonSchema),
    /** Erases only this call, for good: for one whose number cannot be read. Marks stay. */
    eraseCall: command(z.object({ id: z.string().min(1).max(64) }), erasedPersonSchema),
    /** How many calls a retention of this many days would remove now. */
    countOlder: command(
      z.object({ days: z.number().int().min(1) }),
      z.object({ calls: z.number().int() }),
    ),
    removedCalls: command(z.object({}), removedCallsSchema),
    /** Restores them all, and keeps calls for ever from then on. */
    restoreCalls: command(z.object({}), z.object({ calls: z.number().int() })),
  },
  events: {},
});
