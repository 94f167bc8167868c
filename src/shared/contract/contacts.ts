import { z } from 'zod';
import { area, command } from './define.ts';

export const contactSchema = z.object({
  id: z.number().int(),
  name: z.string(),
  /** E.164. */
  number: z.string(),
  display: z.string(),
  doNotCall: z.boolean(),
  lastCalledAt: z.number().nullable(),
});
export type Contact = z.infer<typeof contactSchema>;

export const contacts = area({
  commands: {
    /** By name; `text` searches name and number. */
    list: command(z.object({ text: z.string().max(200) }), z.array(contactSchema)),
    /** One contact per number: saving a known number changes its contact. */
    save: command(
      z.object({
        name: z.string().trim().min(1).max(120),
        number: z.string().max(60),
        doNotCall: z.boolean().default(false),
      }),
      contactSchema,
    ),
    remove: command(z.object({ id: z.number().int() }), z.null()),
  },
  events: {
    /** Contacts changed, or calls were removed: what was fetched before may be wrong. */
    changed: z.null(),
  },
});
