import { z } from 'zod';
import { area, command } from './define.ts';

export const contactSchema = z.object({
  /** Null for a number that is marked do-not-call and has no contact. */
  id: z.number().int().nullable(),
  /** Empty for such a number. */
  name: z.string(),
  /** E.164. */
  number: z.string(),
  display: z.string(),
  doNotCall: z.boolean(),
  lastCalledAt: z.number().nullable(),
});
export type Contact = z.infer<typeof contactSchema>;

/** A number that must not be called. The mark belongs to the number: no contact can remove it. */
export const doNotCallMarkSchema = z.object({
  /** E.164. */
  number: z.string(),
  /** Epoch milliseconds. */
  at: z.number(),
  /** The agent's switch, a call's result, or Exotel's refusal (do-not-disturb register). */
  source: z.enum(['agent', 'result', 'exotel']),
});
export type DoNotCallMark = z.infer<typeof doNotCallMarkSchema>;

/** Contacts and marks of the account in use: practice and real ones never mix. */
export const contacts = area({
  commands: {
    /**
     * By name; `text` searches name and number. Numbers that are only marked follow, without names.
     */
    list: command(
      z.object({
        text: z.string().max(200),
        offset: z.number().int().min(0).default(0),
        limit: z.number().int().min(1).max(500).default(100),
      }),
      z.object({ contacts: z.array(contactSchema), total: z.number().int() }),
    ),
    /** Returns what is known about exactly this number (E.164). */
    find: command(
      z.object({ number: z.string().max(60) }),
      z.object({ contact: contactSchema.nullable(), mark: doNotCallMarkSchema.nullable() }),
    ),
    /**
     * `id` is null for a new contact. If the number belongs to another contact, it fails with
     * `contact_exists` unless `replace` allows removing that one; a mark always stays.
     */
    save: command(
      z.object({
        id: z.number().int().nullable(),
        name: z.string().trim().max(120),
        number: z.string().max(500),
        replace: z.boolean().default(false),
      }),
      contactSchema,
    ),
    remove: command(z.object({ id: z.number().int() }), z.null()),
    /** Marks a number (E.164), or removes its mark. */
    setDoNotCall: command(z.object({ number: z.string().max(60), on: z.boolean() }), z.null()),
  },
  events: {
    /** Contacts changed, or calls were removed: what was fetched before may be outdated. */
    changed: z.null(),
  },
});
