import type { AccountService } from '../account/account-service.ts';
import { Arrivals } from '../calls/arrivals.ts';
import type { CallService } from '../calls/call-service.ts';
import { PracticeArrivals } from '../calls/practice-arrivals.ts';
import type { FloorService } from '../floor/floor-service.ts';
import { MissedService } from '../missed/missed-service.ts';
import type { Foundation } from './foundation.ts';

interface IncomingParts {
  account: AccountService;
  floor: FloorService;
  calls: CallService;
}

/** Creates what takes the calls that come in, and plays those of the practice account. */
export function createArrivals(
  { clock, log, settings }: Pick<Foundation, 'clock' | 'log' | 'settings'>,
  { account, floor, calls }: IncomingParts,
): Arrivals {
  const arrivals = new Arrivals({
    calls,
    clock,
    log,
    // The floor rings the agent of the real account, also while that is not the one in use.
    account: (practice) => (practice ? account.view().active : account.view().account),
    defaultCountry: () => settings.get().defaultCountry,
    queueName: (id) => floor.queueName(id),
    clockOffsetMs: () => floor.clockOffsetMs,
    popped: (offer, ms) => floor.popped(offer, ms),
  });
  calls.practice = new PracticeArrivals({
    clock,
    speed: account.practiceSpeed,
    arrivals,
    isPractice: () => account.isPractice(),
  });
  return arrivals;
}

/** Creates the list of calls that nobody took, the agent's and the floor's. */
export function createMissed(
  {
    db,
    clock,
    log,
    settings,
    time,
  }: Pick<Foundation, 'db' | 'clock' | 'log' | 'settings' | 'time'>,
  { account, floor, calls }: IncomingParts,
): MissedService {
  return new MissedService({
    db,
    clock,
    providerNow: () => time.now(),
    isPractice: () => account.isPractice(),
    defaultCountry: () => settings.get().defaultCountry,
    floor,
    calls,
    log,
  });
}
