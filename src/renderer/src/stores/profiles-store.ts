import { create } from 'zustand';
import type { Result } from '../../../shared/domain/app-error.ts';
import type { CallProfiles } from '../../../shared/domain/call-profile.ts';
import type { CallProfile } from '../../../shared/domain/call-profile-rules.ts';
import { bridge } from '../bridge.ts';

/** All call profiles; empty until main has responded. */
export const useProfiles = create<CallProfiles>(() => ({ defaultId: '', profiles: [] }));

function taken(result: Result<CallProfiles>): Result<CallProfiles> {
  if (result.ok) useProfiles.setState(result.value);
  return result;
}

export const profileActions = {
  load: () => bridge.profiles.list({}).then(taken),
  /** @param id null for a new profile */
  save: (id: string | null, profile: CallProfile) =>
    bridge.profiles.save({ id, profile }).then(taken),
  remove: (id: string) => bridge.profiles.remove({ id }).then(taken),
  setDefault: (id: string) => bridge.profiles.setDefault({ id }).then(taken),
};

export function watchProfiles(): void {
  bridge.on('profiles:changed', (list) => useProfiles.setState(list));
}
