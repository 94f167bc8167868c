import type { Log } from '../../src/main/base/log.ts';
import { pathsIn } from '../../src/main/base/paths.ts';
import { migrations } from '../../src/main/storage/migrations/index.ts';
import type { BookOptions } from '../../src/main/storage/open-book.ts';

export const silentLog: Log = { info: () => {}, warn: () => {}, error: () => {} };

/** Where a profile's book is, as the app would open it. */
export function bookPlace(profile: string, changes: Partial<BookOptions> = {}): BookOptions {
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
