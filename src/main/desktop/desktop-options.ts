import type { Database } from 'better-sqlite3';
import type { Handlers } from '../../shared/contract/index.ts';
import type { UnderstoodNumber } from '../../shared/domain/phone-number.ts';
import type { AccountService } from '../account/account-service.ts';
import type { Clock } from '../base/clock.ts';
import type { Emitter } from '../base/emitter.ts';
import type { FileLog } from '../base/log.ts';
import type { Callbacks } from '../callbacks/compose-callbacks.ts';
import type { CallService } from '../calls/call-service.ts';
import type { CommandLine } from '../cli/command-line.ts';
import type { ProviderTime } from '../exotel/provider-time.ts';
import type { Publish } from '../ipc/publish.ts';
import type { ProfileService } from '../profiles/profile-service.ts';
import type { Recordings } from '../recordings/compose-recordings.ts';
import type { SettingsService } from '../settings/settings-service.ts';

/** What windows, tray and IPC are wired to. */
export interface DesktopOptions {
  commandLine: CommandLine;
  onSecondInstance: (listener: (argv: string[]) => void) => void;
  db: Database;
  /** Damage was found in the open database. */
  databaseDamaged: Emitter<null>;
  /** Something went wrong in main that nobody caught. */
  mainFailed: Emitter<null>;
  /** Where backups go, as the folder for them cannot be used; null where it can. */
  backupsElsewhere: Emitter<{ folder: string; place: string } | null>;
  clock: Clock;
  /** Exotel's clock, as its answers tell it. */
  time: ProviderTime;
  log: FileLog;
  /** The folder of logs. */
  logs: string;
  settings: SettingsService;
  profiles: ProfileService;
  account: AccountService;
  calls: CallService;
  recordings: Recordings;
  callbacks: Callbacks;
  updates: {
    connect(publish: Publish, dialWaits: () => boolean): Handlers['updates'];
    isLeaving(): boolean;
  };
  diagnostics: Handlers['diagnostics'];
  history: Handlers['history'];
  licences: Handlers['licences'];
  createContacts: (changed: () => void) => Handlers['contacts'];
  createPrivacy: (changed: () => void) => Handlers['privacy'];
  understand: (text: string) => UnderstoodNumber;
  /** Whether this desktop shows tray icons, as far as is known yet. */
  showsTray: () => boolean;
  /** The folder of icons. */
  resources: string;
}
