import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { app } from 'electron';
import { type Clock, systemClock } from '../base/clock.ts';
import type { Emitter } from '../base/emitter.ts';
import { type FileLog, openLog } from '../base/log.ts';
import { type Paths, pathsIn } from '../base/paths.ts';
import { keepPrivate } from '../base/private-files.ts';
import { ConfirmedTime } from '../exotel/confirmed-time.ts';
import { ProviderTime } from '../exotel/provider-time.ts';
import { createWords, type Words } from '../i18n/words.ts';
import { Notices } from '../notices/notice-board.ts';
import { SettingsService } from '../settings/settings-service.ts';
import { watchMainFailures } from './main-failures.ts';
import { type OpenedDatabase, openDatabase } from './open-database.ts';

/** What everything else is built on. */
export interface Foundation {
  paths: Paths;
  log: FileLog;
  clock: Clock;
  database: OpenedDatabase;
  db: Database;
  settings: SettingsService;
  words: Words;
  notices: Notices;
  /** Exotel's clock, derived from its responses. */
  time: ProviderTime;
  confirmedTime: ConfirmedTime;
  /** Emits when an error in main was not caught. */
  failed: Emitter<null>;
  /** Folder of pictures and sounds. */
  resources: string;
  dispose(): void;
}

/** Returns null if no database could be opened; the agent was told, and Handset quits. */
export async function layFoundation(): Promise<Foundation | null> {
  const paths = pathsIn(app.getPath('userData'));
  await keepPrivate(paths);
  const log = openLog(paths.logs);
  const failures = watchMainFailures(log);
  log.info('Handset starts', { version: app.getVersion(), platform: process.platform });
  const clock = systemClock;
  const database = await openDatabase(paths, clock, log);
  if (!database) return null;
  const settings = new SettingsService(database.db);
  const words = createWords(
    () => settings.get(),
    () => app.getLocale(),
  );
  const time = new ProviderTime(clock);
  return {
    paths,
    log,
    clock,
    database,
    db: database.db,
    settings,
    words,
    notices: new Notices(words.t),
    time,
    confirmedTime: new ConfirmedTime(clock, time),
    failed: failures.failed,
    // Beside the bundles, both in the source folder and in the package.
    resources: join(import.meta.dirname, '../../resources'),
    dispose: () => {
      failures.dispose();
      database.close();
    },
  };
}
