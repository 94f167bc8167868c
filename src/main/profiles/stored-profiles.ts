import { z } from 'zod';
import {
  type CallProfiles,
  callProfileSchema,
  type KeptProfile,
} from '../../shared/domain/call-profile.ts';
import {
  type CallProfile,
  defaultProfile,
  parameters,
} from '../../shared/domain/call-profile-rules.ts';
import { type Read, readFields } from '../base/read-fields.ts';

const firstId = 'default';

/** The profiles before the agent creates any, or if the stored ones cannot be read. */
export const freshProfiles: CallProfiles = {
  defaultId: firstId,
  profiles: [{ id: firstId, profile: defaultProfile, unreadable: [] }],
};

const storedProfilesSchema = z.object({ defaultId: z.string(), profiles: z.array(z.unknown()) });
const storedProfileSchema = z.object({
  id: z.string().min(1).max(64),
  profile: z.record(z.string(), z.unknown()).catch({}),
  unreadable: z.array(z.enum(Object.values(parameters))).catch([]),
});

/**
 * Reads stored profiles one by one, field by field. A field that went bad is named in its profile,
 * so that no call is placed with it until the agent has looked at it. There is always a default.
 */
export function parseCallProfiles(stored: unknown): Read<CallProfiles> {
  const { value, odd } = readFields(storedProfilesSchema, stored, { defaultId: '', profiles: [] });
  const found = new Map<string, KeptProfile>();
  for (const each of value.profiles) {
    const kept = storedProfileSchema.safeParse(each).data;
    if (!kept || found.has(kept.id)) {
      odd.push('profile');
      continue;
    }
    const read = readProfile(kept);
    found.set(kept.id, read);
    if (read.unreadable.length > kept.unreadable.length) odd.push(...read.unreadable);
  }
  const profiles = [...found.values()];
  const [first] = profiles;
  if (!first) return { value: freshProfiles, odd: [...odd, 'profiles'] };
  const known = found.has(value.defaultId);
  return {
    value: { defaultId: known ? value.defaultId : first.id, profiles },
    odd: known ? odd : [...odd, 'defaultId'],
  };
}

function readProfile(stored: z.infer<typeof storedProfileSchema>): KeptProfile {
  const given = { ...defaultProfile, ...stored.profile };
  const { value, odd } = readFields(callProfileSchema, given, defaultProfile);
  const unreadable = new Set<string>(stored.unreadable);
  for (const name of odd) unreadable.add(parameters[name as keyof CallProfile]);
  return { id: stored.id, profile: value, unreadable: [...unreadable] };
}
