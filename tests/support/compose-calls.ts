import { randomUUID } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import { type Clock, steadyNow, systemClock } from '../../src/main/base/clock.ts';
import type { Log } from '../../src/main/base/log.ts';
import { CallService } from '../../src/main/calls/call-service.ts';
import { DialService } from '../../src/main/dialing/dial-service.ts';
import { lookUpNumber } from '../../src/main/dialing/look-up-number.ts';
import { createExotelClient, type ExotelClient } from '../../src/main/exotel/client.ts';
import type { Fetch } from '../../src/main/exotel/http.ts';
import { meteredClient } from '../../src/main/exotel/metered-client.ts';
import type { RequestBudget } from '../../src/main/exotel/request-budget.ts';
import type { StatusCallback } from '../../src/main/hints/status-callback/address.ts';
import type { Account } from '../../src/shared/domain/account.ts';
import type { CallProfile } from '../../src/shared/domain/call-profile-rules.ts';
import { defaultProfile } from '../../src/shared/domain/call-profile-rules.ts';
import { marksDoNotCall } from '../../src/shared/domain/call-result.ts';
import type { CallingHours } from '../../src/shared/domain/settings.ts';

export interface ComposeCallsOptions {
  db: Database;
  /** As in the app: waits while another program writes. If absent, does not. */
  databaseFree?: () => Promise<void>;
  baseUrl: string;
  bootedAt: number;
  clock?: Clock;
  /** Exotel's clock, if its responses told it. */
  providerNow?: () => number | null;
  /** Less than 1 makes the poller's time run faster. */
  timeScale?: number;
  fetch?: Fetch;
  placeFetch?: Fetch;
  placeTimeoutMs?: number;
  log?: Log;
  statusCallbacks?: () => StatusCallback[];
  budget?: RequestBudget;
  /** The profile of every call, unless `profiles` chooses. */
  profile?: CallProfile;
  profiles?: (id: string | undefined) => CallProfile;
  agentUri?: string;
  /** Whether the account of its calls is no longer set up. */
  gone?: boolean;
  newId?: () => string;
  /** In place of the one client at `baseUrl`: requested again for every call. */
  client?: () => ExotelClient;
  /** If absent, every number may be called at any time. */
  callingHours?: CallingHours;
  online?: () => boolean;
  /** Whether the practice account calls. */
  practice?: () => boolean;
  virtualNumber?: string;
  /** The colleague who calls a number back. */
  calledBackBy?: (number: string) => string | null;
  /** Which account calls, asked for every dial. */
  accountSid?: () => string;
}

const silentLog: Log = { info: () => {}, warn: () => {}, error: () => {} };

/** Calls, and what places them. */
export type ComposedCalls = CallService & Pick<DialService, 'dial'> & { dialing: DialService };

/** Creates both as the app does: the real database, the real client, Node's fetch. */
export function composeCalls(options: ComposeCallsOptions): ComposedCalls {
  const { db, baseUrl, clock = systemClock, timeScale = 1 } = options;
  const isPractice = options.practice ?? (() => false);
  const account: Account = {
    region: 'custom',
    baseUrl,
    accountSid: 'acme1',
    agentUri: options.agentUri ?? '+919800000001',
    virtualNumber: options.virtualNumber ?? '+912241499102',
  };
  const plain = createExotelClient(
    { baseUrl, accountSid: account.accountSid, apiKey: 'k', apiToken: 't' },
    {
      fetch: options.fetch ?? fetch,
      placeFetch: options.placeFetch ?? fetch,
      now: clock.now,
      placeTimeoutMs: options.placeTimeoutMs ?? 10_000,
    },
  );
  const theClient = options.budget
    ? meteredClient(plain, options.budget, () => steadyNow(clock))
    : plain;
  const client = options.client ?? (() => theClient);
  const calls = new CallService({
    db,
    clock,
    bootedAt: options.bootedAt,
    providerNow: options.providerNow ?? (() => null),
    random: () => 0.5,
    connectionFor: async () =>
      options.gone ? null : { client: client(), timeScale, budget: options.budget },
    isPractice,
    marksDoNotCall: (result) => marksDoNotCall(result, []),
    log: options.log ?? silentLog,
  });
  const dialing = new DialService({
    db,
    ...(options.databaseFree ? { databaseFree: options.databaseFree } : {}),
    clock,
    calls,
    providerNow: options.providerNow ?? (() => null),
    newId: options.newId ?? randomUUID,
    profile: options.profiles ?? (() => options.profile ?? defaultProfile),
    callingHours: () => options.callingHours ?? {},
    ...(options.online && { online: options.online }),
    callingAccount: () => ({
      account: { ...account, accountSid: options.accountSid?.() ?? account.accountSid },
      practice: isPractice(),
      client: client(),
      timeScale,
    }),
    ...(options.calledBackBy && { calledBackBy: options.calledBackBy }),
    statusCallbacks: options.statusCallbacks ?? (() => []),
    understand: (text) => lookUpNumber(db, text, { defaultCountry: 'IN', practice: isPractice() }),
  });
  const stop = calls.stop.bind(calls);
  return Object.assign(calls, {
    dialing,
    dial: dialing.dial.bind(dialing),
    stop: () => {
      dialing.stop();
      stop();
    },
  });
}

export function dialInput(number: string) {
  return { number, source: 'dialer' as const, practice: false, confirmed: [] };
}
