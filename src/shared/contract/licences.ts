import { z } from 'zod';
import { area, command } from './define.ts';

export const licencesSchema = z.object({
  /** In the authors' own words. Null if no file was put beside Handset: from source. */
  text: z.string().nullable(),
  /** The file with the full text, if there is more than `text` holds. */
  restIn: z.string().nullable(),
});
export type Licences = z.infer<typeof licencesSchema>;

/** What Handset is made of, and under which licences. */
export const licences = area({
  commands: { read: command(z.object({}), licencesSchema) },
  events: {},
});
