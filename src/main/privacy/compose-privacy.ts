import type { Database } from 'better-sqlite3';
import type { Account } from '../../shared/domain/account.ts';
import type { Clock } from '../base/clock.ts';
import type { Log } from '../base/log.ts';
import type { Paths } from '../base/paths.ts';
import type { ConfirmedTime } from '../exotel/confirmed-time.ts';
import type { ProfileService } from '../profiles/profile-service.ts';
import type { SettingsService } from '../settings/settings-service.ts';
import { countSetAside } from '../storage/database/database-files.ts';
import { PrivacyService } from './privacy-service.ts';

export interface PrivacyParts {
  db: Database;
  clock: Clock;
  time: ConfirmedTime;
  log: Log;
  paths: Paths;
  settings: SettingsService;
  profiles: ProfileService;
  /** The real account, if there is one. */
  account: () => Account | null;
  scrub: (erase: boolean) => Promise<boolean>;
  endRecording: (callId: string) => Promise<void>;
  countWithoutCall: () => number;
}

/** Connects removal to the profile's folders and to the settings. */
export function composePrivacy({
  paths,
  settings,
  profiles,
  account,
  ...parts
}: PrivacyParts): PrivacyService {
  const privacy = new PrivacyService({
    ...parts,
    recordings: paths.recordings,
    logs: paths.logs,
    countDamaged: () => countSetAside(paths.damaged),
    defaultCountry: () => settings.get().defaultCountry,
    ownNumbers: () => {
      const own = account();
      return own ? [own.agentUri, own.virtualNumber] : [];
    },
    keepCallsDays: () => settings.get().keepCallsDays,
    keepForEver: () => void settings.update({ keepCallsDays: null }),
  });
  privacy.removed.on(() => {
    settings.reload();
    profiles.reload();
  });
  settings.watch(
    ({ keepCallsDays }) => keepCallsDays,
    () => void privacy.retentionChanged(),
  );
  parts.time.confirmed.on(() => void privacy.retentionChanged());
  return privacy;
}
