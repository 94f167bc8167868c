import type { Database } from 'better-sqlite3';
import type { Clock } from '../base/clock.ts';
import type { Log } from '../base/log.ts';
import type { Paths } from '../base/paths.ts';
import { PrivacyService } from '../privacy/privacy-service.ts';
import type { SettingsService } from '../settings/settings-service.ts';
import { countSetAside } from '../storage/book-files.ts';

export interface PrivacyParts {
  db: Database;
  clock: Clock;
  log: Log;
  paths: Paths;
  settings: SettingsService;
  scrub: (erase: boolean) => Promise<boolean>;
  endRecording: (callId: string) => Promise<void>;
}

/** Ties removing to the profile's folders and to the settings. */
export function composePrivacy({ paths, settings, ...parts }: PrivacyParts): PrivacyService {
  const privacy = new PrivacyService({
    ...parts,
    recordings: paths.recordings,
    logs: paths.logs,
    countDamaged: () => countSetAside(paths.damaged),
    defaultCountry: () => settings.get().defaultCountry,
    keepCallsDays: () => settings.get().keepCallsDays,
  });
  let days = settings.get().keepCallsDays;
  settings.changed.on((next) => {
    if (next.keepCallsDays === days) return;
    days = next.keepCallsDays;
    void privacy.retentionChanged();
  });
  return privacy;
}
