import type { Database } from 'better-sqlite3';
import { app, dialog } from 'electron';
import type { Clock } from '../base/clock.ts';
import { Emitter } from '../base/emitter.ts';
import type { Log } from '../base/log.ts';
import type { Paths } from '../base/paths.ts';
import { createSystemTranslator } from '../i18n/translator.ts';
import { Maintenance } from '../storage/database/maintenance.ts';
import * as storage from '../storage/database/open-database.ts';
import { migrations } from '../storage/migrations/index.ts';

export interface Elsewhere {
  /** The folder that could not be used. */
  folder: string;
  /** The folder used instead. */
  place: string;
}

export interface OpenedDatabase {
  db: Database;
  /** Emits when damage was found in the open database. */
  damaged: Emitter<null>;
  /** Emits where backups go if their folder cannot be used; null once it can. */
  backupsElsewhere: Emitter<Elsewhere | null>;
  /** Scrubs what was removed from the database out of its files: see Maintenance. */
  scrub(erase: boolean): Promise<boolean>;
  close(): void;
}

/** Opens the database and maintains it. Without it no call can be placed: shows why, and quits. */
export async function openDatabase(
  paths: Paths,
  clock: Clock,
  log: Log,
): Promise<OpenedDatabase | null> {
  const place = {
    file: paths.database,
    backups: paths.backups,
    damaged: paths.damaged,
    migrations,
    log,
  };
  try {
    const database = await storage.openDatabase({ ...place, now: clock.now });
    const damaged = new Emitter<null>();
    const backupsElsewhere = new Emitter<Elsewhere | null>();
    let sound = true;
    const care = new Maintenance({
      ...place,
      clock,
      checked: database.checked,
      onDamage: () => {
        sound = false;
        damaged.emit(null);
      },
      onElsewhere: (where) =>
        backupsElsewhere.emit(where === null ? null : { folder: paths.backups, place: where }),
    });
    return {
      db: database.db,
      damaged,
      backupsElsewhere,
      scrub: (erase) => care.scrub(erase),
      close: () => {
        care.dispose();
        database.close(sound);
      },
    };
  } catch (error) {
    log.error('the database could not be opened', error);
    sayWhy(error, paths.database);
    app.exit(1);
    return null;
  }
}

/** In the system's language, because the agent's choice is in the database. */
function sayWhy(error: unknown, file: string): void {
  const t = createSystemTranslator(app.getLocale());
  const newer = error instanceof Error && error.name === 'NewerDatabaseError';
  dialog.showErrorBox(
    t('desktop.cannotOpen.title'),
    newer ? t('desktop.cannotOpen.newer') : t('desktop.cannotOpen.other', { file }),
  );
}
