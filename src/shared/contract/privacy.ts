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
  /** Damaged databases that were set aside, and that go as well: nobody can tell what is in them. */
  damagedDatabases: z.number().int(),
  /** Recordings whose calls are not in the database, and that stay: nobody can tell whose they are. */
  recordingsWithoutCall: z.number().int(),
  /** Calls of others that have this number in them, which goes from there. Newest first, at most five. */
  mentions: z.array(callSchema),
  /** Those, and whatever else mentions it: names of others, settings. */
  mentionsTotal: z.number().int(),
});
export type PersonPreview = z.infer<typeof personPreviewSchema>;

export const erasedPersonSchema = z.object({
  calls: z.number().int(),
  recordings: z.number().int(),
  /** False: the old backups are gone, and there was no room for a fresh one. */
  backedUp: z.boolean(),
});
export type ErasedPerson = z.infer<typeof erasedPersonSchema>;

/**
 * Whether the time is confirmed by which things go for their age: Exotel's clock was not heard yet
 * in this run, or it and this computer's are more than a day apart.
 */
export const timeStandingSchema = z.enum(['confirmed', 'unheard', 'apart']);
export type TimeStanding = z.infer<typeof timeStandingSchema>;

/** Calls that went for their age and can be restored. */
export const removedCallsSchema = z.object({
  calls: z.number().int(),
  /** When the last of them went, epoch milliseconds; null: none did. */
  at: z.number().nullable(),
  time: timeStandingSchema,
});
export type RemovedCalls = z.infer<typeof removedCallsSchema>;

export const privacy = area({
  commands: {
    preview: command(personNumber, personPreviewSchema),
    /** For good. `keepDoNotCall`: a do-not-call mark stays, with the number and nothing else. */
    erase: command(personNumber.extend({ keepDoNotCall: z.boolean() }), erasedPersonSchema),
    /** One call for good, and no other: for one whose number cannot be read. Marks stay. */
    eraseCall: command(z.object({ id: z.string().min(1).max(64) }), erasedPersonSchema),
    /** How many calls a retention of so many days would remove now. */
    countOlder: command(
      z.object({ days: z.number().int().min(1) }),
      z.object({ calls: z.number().int() }),
    ),
    removedCalls: command(z.object({}), removedCallsSchema),
    /** Puts them all back, and keeps calls for ever from then on. */
    restoreCalls: command(z.object({}), z.object({ calls: z.number().int() })),
  },
  events: {},
});
