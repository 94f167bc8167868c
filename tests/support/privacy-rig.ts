import { mkdirSync } from 'node:fs';
import type { Database } from 'better-sqlite3';
import { onTestFinished } from 'vitest';
import { openLog } from '../../src/main/base/log.ts';
import { pathsIn } from '../../src/main/base/paths.ts';
import { ConfirmedTime } from '../../src/main/exotel/confirmed-time.ts';
import { ProviderTime } from '../../src/main/exotel/provider-time.ts';
import { PrivacyService } from '../../src/main/privacy/privacy-service.ts';
import { countSetAside } from '../../src/main/storage/database/database-files.ts';
import { Maintenance } from '../../src/main/storage/database/maintenance.ts';
import { openDatabase } from '../../src/main/storage/database/open-database.ts';
import { databasePlace } from './database-place.ts';
import { FakeClock } from './fake-clock.ts';
import { hearTime } from './hear-time.ts';

export interface PrivacyRig {
  db: Database;
  clock: FakeClock;
  care: Maintenance;
  privacy: PrivacyService;
  /** Ids of calls whose recordings were stopped. */
  ended: string[];
  keepCallsDays: number | null;
  /**
   * The time according to Exotel's responses; known from the start, unless the rig is opened
   * otherwise.
   */
  provider: ProviderTime;
  close(): void;
}

/** Opens a profile's database and what removes from it, composed as in the app. */
export async function openPrivacyRig(
  profile: string,
  { heard = true, now = Date.UTC(2026, 0, 5, 6) } = {},
): Promise<PrivacyRig> {
  const paths = pathsIn(profile);
  mkdirSync(paths.recordings, { recursive: true });
  const log = openLog(paths.logs);
  const clock = new FakeClock(now);
  const provider = new ProviderTime(clock);
  if (heard) hearTime(provider, clock);
  const place = databasePlace(profile, { log });
  const database = await openDatabase(place);
  const care = new Maintenance({
    ...place,
    clock,
    checked: true,
    onDamage: () => {},
    onElsewhere: () => {},
  });
  const ended: string[] = [];
  const rig: PrivacyRig = {
    db: database.db,
    clock,
    care,
    ended,
    provider,
    keepCallsDays: null,
    privacy: new PrivacyService({
      db: database.db,
      clock,
      time: new ConfirmedTime(clock, provider),
      log,
      recordings: paths.recordings,
      logs: paths.logs,
      countDamaged: () => countSetAside(paths.damaged),
      countWithoutCall: () => 0,
      defaultCountry: () => 'IN',
      ownNumbers: () => ['+919000000001', '022-41499102'],
      keepCallsDays: () => rig.keepCallsDays,
      keepForEver: () => {
        rig.keepCallsDays = null;
      },
      endRecording: async (callId) => void ended.push(callId),
      scrub: (erase) => care.scrub(erase),
    }),
    close() {
      rig.privacy.stop();
      care.dispose();
      if (database.db.open) database.close(true);
    },
  };
  onTestFinished(() => rig.close());
  return rig;
}
