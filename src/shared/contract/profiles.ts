import { z } from 'zod';
import { callProfileSchema, callProfilesSchema } from '../domain/call-profile.ts';
import { area, command } from './define.ts';

const profileId = z.object({ id: z.string().min(1).max(64) });

/** How calls are placed. Every command returns all profiles as they are afterwards. */
export const profiles = area({
  commands: {
    list: command(z.object({}), callProfilesSchema),
    /** Saves a whole profile; `id` null creates one. Refused with the parameter at fault. */
    save: command(
      z.object({ id: z.string().min(1).max(64).nullable(), profile: callProfileSchema }),
      callProfilesSchema,
    ),
    /** The default cannot be removed. */
    remove: command(profileId, callProfilesSchema),
    setDefault: command(profileId, callProfilesSchema),
  },
  events: { changed: callProfilesSchema },
});
