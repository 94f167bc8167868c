import { randomUUID } from 'node:crypto';
import { uptime } from 'node:os';
import { net } from 'electron';
import { isOnThisComputer } from '../../shared/domain/api-address.ts';
import { marksDoNotCall } from '../../shared/domain/call-result.ts';
import type { UnderstoodNumber } from '../../shared/domain/phone-number.ts';
import type { AccountService } from '../account/account-service.ts';
import type { Arrivals } from '../calls/arrivals.ts';
import { CallService } from '../calls/call-service.ts';
import { hoursWith } from '../dialing/calling-hours.ts';
import { DialService } from '../dialing/dial-service.ts';
import type { FloorService } from '../floor/floor-service.ts';
import { StatusCallbackSource } from '../hints/status-callback/source.ts';
import type { MissedService } from '../missed/missed-service.ts';
import { writeClipboard } from '../os/clipboard.ts';
import type { ProfileService } from '../profiles/profile-service.ts';
import { untilFree } from '../storage/database/until-free.ts';
import { createArrivals, createMissed } from './create-incoming.ts';
import type { Foundation } from './foundation.ts';

export interface CallParts {
  account: AccountService;
  profiles: ProfileService;
  understand: (text: string) => UnderstoodNumber;
  floor: FloorService;
}

interface CreatedCalls {
  calls: CallService;
  arrivals: Arrivals;
  missed: MissedService;
  dialing: DialService;
  statusCallbacks: StatusCallbackSource;
}

/** Creates calls, what places them, and the hints that report news of them. */
export function createCalls(
  { db, clock, log, settings, time }: Foundation,
  { account, profiles, understand, floor }: CallParts,
): CreatedCalls {
  const statusCallbacks = new StatusCallbackSource({
    db,
    settings,
    now: clock.now,
    writeClipboard,
    log,
  });
  const calls = new CallService({
    db,
    clock,
    bootedAt: Date.now() - uptime() * 1000,
    providerNow: () => time.now(),
    random: Math.random,
    connectionFor: (call) => account.connectionFor(call),
    isPractice: () => account.isPractice(),
    marksDoNotCall: (result) => marksDoNotCall(result, settings.get().results),
    log,
  });
  const missed = createMissed({ db, clock, log, settings, time }, { account, floor, calls });
  const dialing = new DialService({
    db,
    databaseFree: () => untilFree(db),
    clock,
    calls,
    providerNow: () => time.now(),
    newId: randomUUID,
    profile: (id) => profiles.forCall(id),
    callingHours: (which) => hoursWith(which, settings.get().callingHours),
    online: ({ baseUrl }) => net.isOnline() || isOnThisComputer(baseUrl),
    callingAccount: () => account.callingAccount(),
    calledBackBy: (number) => missed.calledBackBy(number),
    statusCallbacks: () => {
      const wanted = floor.wanted();
      return wanted.length > 0 ? wanted : statusCallbacks.wanted();
    },
    understand,
  });
  const arrivals = createArrivals({ clock, log, settings }, { account, floor, calls });
  return { calls, arrivals, missed, dialing, statusCallbacks };
}
