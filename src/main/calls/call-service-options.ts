import type { Database } from 'better-sqlite3';
import type { Account } from '../../shared/domain/account.ts';
import type { CallFacts } from '../../shared/domain/call.ts';
import type { CallProfile } from '../../shared/domain/call-profile-rules.ts';
import type { UnderstoodNumber } from '../../shared/domain/phone-number.ts';
import type { CallingHours } from '../../shared/domain/settings.ts';
import type { Clock } from '../base/clock.ts';
import type { Log } from '../base/log.ts';
import type { CallAccess, CallingAccount } from '../exotel/client.ts';
import type { StatusCallback } from '../hints/status-callback/address.ts';

/** What the call service needs of the others. */
export interface CallServiceOptions {
  db: Database;
  /** Waits until no other program writes into the database, or for as long as a dial may wait. */
  databaseFree?: () => Promise<void>;
  clock: Clock;
  /** When this computer started, epoch milliseconds. */
  bootedAt: number;
  /** Epoch milliseconds by Exotel's clock; null, or absent: not known. */
  providerNow?: () => number | null;
  newId: () => string;
  random: () => number;
  /**
   * The profile to place a call with; undefined: the default. Throws an AppFailure when it cannot
   * be sent as it stands.
   */
  profile: (id: string | undefined) => CallProfile;
  /** The hours that count for calls through an account. */
  callingHours: (account: Account) => CallingHours;
  /** False: this computer has no network, so nothing that is sent to this account can leave it. */
  online?: (account: Account) => boolean;
  /** Rejects with an AppFailure when no account can call. */
  callingAccount: () => CallingAccount;
  /** The access to follow a call, whichever account placed it. */
  accessFor: (call: CallFacts) => Promise<CallAccess | null>;
  /** What Exotel shall tell by itself about a call; empty: nothing. */
  statusCallbacks: () => StatusCallback[];
  understand: (text: string) => UnderstoodNumber;
  /** Which history is open; also where no account can call. */
  isPractice: () => boolean;
  /** Whether giving this result (its id) marks the number do-not-call. */
  marksDoNotCall: (result: string) => boolean;
  log: Log;
}
