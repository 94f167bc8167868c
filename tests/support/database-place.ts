import type { Log } from '../../src/main/base/log.ts';
import { pathsIn } from '../../src/main/base/paths.ts';
import type { DatabaseOptions } from '../../src/main/storage/database/open-database.ts';
import { migrations } from '../../src/main/storage/migrations/index.ts';

export const silentLog: Log = { info: () => {}, warn: () => {}, error: () => {} };

/** Returns where a profile's database is, as the app would open it. */
export function databasePlace(
  profile: string,
  changes: Partial<DatabaseOptions> = {},
): DatabaseOptions {
  const { database, backups, damaged } = pathsIn(profile);
  return {
    file: database,
    backups,
    damaged,
    migrations,
    now: () => Date.UTC(2026, 0, 9),
    log: silentLog,
    ...changes,
  };
}
