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
import { withDatabaseErrors } from '../storage/database/connection.ts';
import { readDocument, writeDocument } from '../storage/tables/documents.ts';

const key = 'settings';

/** The agent's choices: parsed on read and on write, kept in the database. */
export class SettingsService {
  readonly changed = new Emitter<Settings>();
  readonly #db: Database;
  #current: Settings;

  constructor(db: Database) {
    this.#db = db;
    this.#current = readDocument(db, key, parseSettings) ?? defaultSettings;
  }

  get(): Settings {
    return this.#current;
  }

  /** The database has changed beside this service. */
  reload(): void {
    const next = readDocument(this.#db, key, parseSettings) ?? defaultSettings;
    if (isDeepStrictEqual(next, this.#current)) return;
    this.#current = next;
    this.changed.emit(next);
  }

  update(patch: SettingsPatch): Settings {
    const next = settingsSchema.parse({ ...this.#current, ...definedOnly(patch) });
    withDatabaseErrors(() => writeDocument(this.#db, key, next));
    this.#current = next;
    this.changed.emit(next);
    return next;
  }
}

/** Field by field, so that one that went bad costs itself alone. */
export function parseSettings(stored: unknown): Read<Settings> {
  const { value, odd } = readFields(settingsSchema, stored, defaultSettings);
  // Each field has a default, so nothing alone is missing.
  const isObject = z.record(z.string(), z.unknown()).safeParse(stored).success;
  return { value, odd: isObject ? odd : ['no settings'] };
}

function definedOnly(patch: SettingsPatch): Partial<Settings> {
  return Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined));
}
