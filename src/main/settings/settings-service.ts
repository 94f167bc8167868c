import { isDeepStrictEqual } from 'node:util';
import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import {
  defaultSettings,
  type Settings,
  type SettingsPatch,
  settingsSchema,
} from '../../shared/domain/settings.ts';
import { Emitter } from '../base/emitter.ts';
import { type Read, readFields } from '../base/read-fields.ts';
import { watch } from '../base/watch.ts';
import type { AreaOf } from '../ipc/area.ts';
import { withDatabaseErrors } from '../storage/database/connection.ts';
import { readDocument, writeDocument } from '../storage/tables/documents.ts';

const key = 'settings';

/** The agent's choices: parsed on read and on write, kept in the database. */
export class SettingsService implements AreaOf<'settings'> {
  readonly changed = new Emitter<Settings>();
  readonly events = { changed: this.changed.on };
  readonly handlers: AreaOf<'settings'>['handlers'] = {
    get: () => this.get(),
    update: (patch) => this.update(patch),
  };
  readonly #checks = new Set<(patch: SettingsPatch) => void>();
  readonly #db: Database;
  #current: Settings;

  constructor(db: Database) {
    this.#db = db;
    this.#current = readDocument(db, key, parseSettings) ?? defaultSettings;
  }

  get(): Settings {
    return this.#current;
  }

  /** Call it when the database was changed behind this service's back. */
  reload(): void {
    const next = readDocument(this.#db, key, parseSettings) ?? defaultSettings;
    if (isDeepStrictEqual(next, this.#current)) return;
    this.#current = next;
    this.changed.emit(next);
  }

  /** Calls `listener` when what `select` returns has changed. Returns a function that stops it. */
  watch<T>(select: (settings: Settings) => T, listener: (value: T) => void): () => void {
    return watch(this.changed.on, () => select(this.#current), listener);
  }

  /** `check` may refuse an update by throwing an AppFailure, before anything is written. */
  addCheck(check: (patch: SettingsPatch) => void): () => void {
    this.#checks.add(check);
    return () => this.#checks.delete(check);
  }

  update(patch: SettingsPatch): Settings {
    for (const check of this.#checks) check(patch);
    const next = settingsSchema.parse({ ...this.#current, ...definedOnly(patch) });
    withDatabaseErrors(() => writeDocument(this.#db, key, next));
    this.#current = next;
    this.changed.emit(next);
    return next;
  }
}

/** Parses field by field, so that one bad field doesn't affect the others. */
export function parseSettings(stored: unknown): Read<Settings> {
  const { value, odd } = readFields(settingsSchema, stored, defaultSettings);
  // Each field has a default, so a missing field is not an error.
  const isObject = z.record(z.string(), z.unknown()).safeParse(stored).success;
  return { value, odd: isObject ? odd : ['no settings'] };
}

function definedOnly(patch: SettingsPatch): Partial<Settings> {
  return Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined));
}
