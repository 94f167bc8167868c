import type { Database } from 'better-sqlite3';
import type { CallFacts } from '../../shared/domain/call.ts';
import type { UnderstoodNumber } from '../../shared/domain/phone-number.ts';
import type { Settings } from '../../shared/domain/settings.ts';
import type { Clock } from '../base/clock.ts';
import type { Log } from '../base/log.ts';
import type { StatusCallback } from '../callbacks/callback-address.ts';
import type { CallAccess, CallingAccount } from '../exotel/client.ts';

/** What the call service needs of the others. */
export interface CallServiceOptions {
  db: Database;
  clock: Clock;
  /** When this computer started, epoch milliseconds. */
  bootedAt: number;
  newId: () => string;
  random: () => number;
  settings: () => Settings;
  /** Rejects with an AppFailure when no account can call. */
  callingAccount: () => CallingAccount;
  /** The access to follow a call, whichever account placed it. */
  accessFor: (call: CallFacts) => Promise<CallAccess | null>;
  /** What Exotel shall tell by itself about a call; empty: nothing. */
  statusCallbacks: () => StatusCallback[];
  understand: (text: string) => UnderstoodNumber & { doNotCall: boolean };
  log: Log;
}
