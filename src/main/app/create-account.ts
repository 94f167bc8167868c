import { join } from 'node:path';
import { utilityProcess } from 'electron';
import { z } from 'zod';
import { isOnThisComputer } from '../../shared/domain/api-address.ts';
import { AccountService, type AccountServiceOptions } from '../account/account-service.ts';
import { steadyNow } from '../base/clock.ts';
import { AccountRequests } from '../exotel/account-requests.ts';
import { exotelClients } from '../exotel/exotel-clients.ts';
import { meteredClient } from '../exotel/metered-client.ts';
import { RequestBudget } from '../exotel/request-budget.ts';
import { netFetch } from '../net/net-fetch.ts';
import { createPlaceFetch } from '../net/place-fetch.ts';
import { startPracticeServer } from '../practice/practice-server.ts';
import { KeychainSecretStore } from '../secrets/keychain-secret-store.ts';
import type { SecretStore } from '../secrets/secret-store.ts';
import type { Foundation } from './foundation.ts';

/**
 * All practice times are divided by this; a setting for developers and tests, not for the agent.
 */
const practiceSpeedSchema = z.coerce.number().min(1).max(1000).catch(1);

/**
 * The account, with its keychain, its clients and the practice server, and what a floor and the
 * account tell each other of requests.
 */
export function createAccount(foundation: Foundation): {
  account: AccountService;
  secrets: SecretStore;
  requests: AccountRequests;
  dispose: () => void;
} {
  const { db, clock, log, settings, time, resources } = foundation;
  const practiceSpeed = practiceSpeedSchema.parse(process.env['HANDSET_PRACTICE_SPEED'] ?? 1);
  const steady = (): number => steadyNow(clock);
  const transport = {
    fetch: netFetch,
    placeFetch: createPlaceFetch(),
    now: clock.now,
    steady,
    time,
  };
  const secrets = new KeychainSecretStore(() =>
    utilityProcess.fork(join(import.meta.dirname, 'keychain-process.js'), [], {
      serviceName: 'Handset keychain',
      stdio: 'ignore',
    }),
  );
  const requests = new AccountRequests();
  const meter: AccountServiceOptions['meter'] = (client, { baseUrl }) => {
    const agents = (): number | null => settings.get().agentsOnAccount;
    if (isOnThisComputer(baseUrl)) {
      const budget = new RequestBudget(() => 1);
      return { client: meteredClient(client, budget, steady), budget };
    }
    const budget = new RequestBudget(agents, () => requests.pollShare);
    return { client: meteredClient(client, budget, steady, requests), budget };
  };
  const account = new AccountService({
    db,
    secrets,
    createClient: exotelClients(log, transport),
    meter,
    startPractice: () =>
      startPracticeServer({
        speed: practiceSpeed,
        clock,
        sampleFile: join(resources, 'practice', 'sample.mp3'),
      }),
    practiceSpeed,
    defaultCountry: () => settings.get().defaultCountry,
    clock,
    log,
  });
  return { account, secrets, requests, dispose: () => secrets.dispose() };
}
