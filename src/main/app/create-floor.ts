import { net } from 'electron';
import { isLive } from '../../shared/domain/call.ts';
import { asksForWrapUp } from '../../shared/domain/wrap-up.ts';
import type { AccountService } from '../account/account-service.ts';
import { endAll } from '../base/end-all.ts';
import type { Arrivals } from '../calls/arrivals.ts';
import type { CallService } from '../calls/call-service.ts';
import type { AccountRequests } from '../exotel/account-requests.ts';
import { FloorService } from '../floor/floor-service.ts';
import type { SecretStore } from '../secrets/secret-store.ts';
import { listRecentCustomers } from '../storage/tables/recent-customers.ts';
import type { Foundation } from './foundation.ts';

export interface FloorParts {
  account: AccountService;
  secrets: SecretStore;
  requests: AccountRequests;
}

/** Creates the floor, connected through the system's network. */
export function createFloor(
  { db, clock, log }: Foundation,
  { secrets, requests }: FloorParts,
): FloorService {
  return new FloorService({
    db,
    secrets,
    requests,
    openSocket: (url, protocols) => new net.WebSocket(url, protocols),
    clock,
    random: Math.random,
    log,
    recentCustomers: () => {
      try {
        return listRecentCustomers(db, mostRecent);
      } catch (error) {
        log.error('recent customers could not be read', error);
        return [];
      }
    },
  });
}

/** As many as the protocol takes. */
const mostRecent = 500;

/** Lets calls and the floor hear of each other. Returns a function that disconnects them. */
export function connectFloor(
  floor: FloorService,
  calls: CallService,
  arrivals: Arrivals,
): () => void {
  return endAll([
    floor.hinted.on((hint) => calls.hint(hint)),
    floor.reported.on((content) => calls.report(content)),
    calls.contradicted.on((sid) => floor.contradicted(sid)),
    floor.incoming.on((news) => arrivals.hear(news)),
    // Practice rings nobody, so it keeps nobody from being rung.
    calls.changed.on((call) =>
      floor.call(call.id, !call.practice && isLive(call.state), asksForWrapUp(call)),
    ),
    calls.ended.on((call) => {
      if (!call.practice && call.outcome === 'completed') floor.publishRecent();
    }),
    calls.filed.on(() => floor.filed()),
    calls.noted.on(() => floor.writing()),
  ]);
}
