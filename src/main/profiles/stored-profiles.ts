import { z } from 'zod';
import {
  callProfileSchema,
  type KeptProfile,
  type ProfileBook,
} from '../../shared/domain/call-profile.ts';
import {
  type CallProfile,
  defaultProfile,
  parameters,
} from '../../shared/domain/call-profile-rules.ts';

const firstId = 'default';

const storedBookSchema = z.object({
  defaultId: z.string().catch(firstId),
  profiles: z.array(
    z.object({
      id: z.string(),
      profile: z.record(z.string(), z.unknown()).catch({}),
      unreadable: z.array(z.string()).catch([]),
    }),
  ),
});

/**
 * Reads what is kept, field by field. A field that went bad is named, so that no call is placed
 * without it until the agent has looked at the profile. There is always a default.
 */
export function parseProfileBook(stored: unknown): ProfileBook {
  if (stored === undefined) return freshBook([]);
  const parsed = storedBookSchema.safeParse(stored);
  if (!parsed.success || parsed.data.profiles.length === 0)
    return freshBook(Object.values(parameters));
  const profiles = parsed.data.profiles.map(readProfile);
  const known = profiles.some(({ id }) => id === parsed.data.defaultId);
  return { defaultId: known ? parsed.data.defaultId : (profiles[0]?.id ?? firstId), profiles };
}

function freshBook(unreadable: string[]): ProfileBook {
  return { defaultId: firstId, profiles: [{ id: firstId, profile: defaultProfile, unreadable }] };
}

function readProfile(stored: z.infer<typeof storedBookSchema>['profiles'][number]): KeptProfile {
  const unreadable = new Set(stored.unreadable);
  const fields = Object.entries(callProfileSchema.shape).flatMap(([name, field]) => {
    const value = stored.profile[name];
    if (value === undefined) return [];
    const parsed = field.safeParse(value);
    if (parsed.success) return [[name, parsed.data]];
    unreadable.add(parameters[name as keyof CallProfile]);
    return [];
  });
  return {
    id: stored.id,
    profile: callProfileSchema.parse({ ...defaultProfile, ...Object.fromEntries(fields) }),
    unreadable: [...unreadable],
  };
}
