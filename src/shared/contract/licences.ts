import { z } from 'zod';
import { area, command } from './define.ts';

export const licencesSchema = z.object({
  /** As the parts' authors wrote them. Null where nobody has put them beside Handset: from source. */
  text: z.string().nullable(),
  /** Where there is more than `text` holds: the file with all of it. */
  restIn: z.string().nullable(),
});
export type Licences = z.infer<typeof licencesSchema>;

/** What Handset is made of, and under which licences. */
export const licences = area({
  commands: { read: command(z.object({}), licencesSchema) },
  events: {},
});
