import { isDeepStrictEqual } from 'node:util';
import type { Database } from 'better-sqlite3';
import type { Handlers } from '../../shared/contract/index.ts';
import { AppFailure } from '../../shared/domain/app-error.ts';
import type { CallProfiles, KeptProfile } from '../../shared/domain/call-profile.ts';
import { type CallProfile, profileFaults } from '../../shared/domain/call-profile-rules.ts';
import { foldText } from '../../shared/domain/fold-text.ts';
import { Emitter } from '../base/emitter.ts';
import type { AreaOf } from '../ipc/area.ts';
import { withDatabaseErrors } from '../storage/database/connection.ts';
import { readDocument, writeDocument } from '../storage/tables/documents.ts';
import { freshProfiles, parseCallProfiles } from './stored-profiles.ts';

const key = 'profiles';

/** The agent's call profiles: checked before they are saved, and before each call. */
export class ProfileService implements AreaOf<'profiles'> {
  readonly changed = new Emitter<CallProfiles>();
  readonly events = { changed: this.changed.on };
  readonly #db: Database;
  readonly #newId: () => string;
  #current: CallProfiles;

  constructor(db: Database, newId: () => string) {
    this.#db = db;
    this.#newId = newId;
    this.#current = readDocument(db, key, parseCallProfiles) ?? freshProfiles;
  }

  readonly handlers: Handlers['profiles'] = {
    list: () => this.#current,
    save: ({ id, profile }) => this.#save(id, profile),
    remove: ({ id }) => {
      if (id === this.#current.defaultId) throw new AppFailure('profile_is_default');
      this.#find(id);
      const profiles = this.#current.profiles.filter((each) => each.id !== id);
      return this.#keep({ ...this.#current, profiles });
    },
    setDefault: ({ id }) => {
      this.#find(id);
      return this.#keep({ ...this.#current, defaultId: id });
    },
  };

  /** Call it when the database was changed behind this service's back. */
  reload(): void {
    const next = readDocument(this.#db, key, parseCallProfiles) ?? freshProfiles;
    if (isDeepStrictEqual(next, this.#current)) return;
    this.#current = next;
    this.changed.emit(next);
  }

  /**
   * Returns the profile to place a call with; the default if there is no id. Throws an AppFailure
   * if it is gone, or if any of its parameters cannot be sent exactly as set.
   */
  forCall(id: string | undefined): CallProfile {
    const { profile, unreadable } = this.#find(id ?? this.#current.defaultId);
    const parameter = unreadable[0] ?? profileFaults(profile)[0]?.parameter;
    if (parameter !== undefined)
      throw new AppFailure('profile_unusable', { profile: profile.name, parameter });
    return profile;
  }

  #save(id: string | null, draft: CallProfile): CallProfiles {
    const profile = { ...draft, name: draft.name.trim(), customText: draft.customText.trim() };
    const [fault] = profileFaults(profile);
    if (fault) throw new AppFailure('profile_invalid', { parameter: fault.parameter });
    const { profiles } = this.#current;
    const sameName = profiles.some(
      (each) => each.id !== id && foldText(each.profile.name) === foldText(profile.name),
    );
    if (sameName) throw new AppFailure('profile_name_taken', { profile: profile.name });
    if (id !== null) this.#find(id);
    const kept: KeptProfile = { id: id ?? this.#newId(), profile, unreadable: [] };
    return this.#keep({
      ...this.#current,
      profiles:
        id === null ? [...profiles, kept] : profiles.map((each) => (each.id === id ? kept : each)),
    });
  }

  #find(id: string): KeptProfile {
    const found = this.#current.profiles.find((each) => each.id === id);
    if (!found) throw new AppFailure('profile_gone');
    return found;
  }

  #keep(next: CallProfiles): CallProfiles {
    withDatabaseErrors(() => writeDocument(this.#db, key, next));
    this.#current = next;
    this.changed.emit(next);
    return next;
  }
}
