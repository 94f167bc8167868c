import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { AccountService } from '../../../../src/main/account/account-service.ts';
import { verdictOf } from '../../../../src/main/account/readiness-watch.ts';
import { createExotelClient } from '../../../../src/main/exotel/client.ts';
import { problemOf } from '../../../../src/main/exotel/errors.ts';
import { meteredClient } from '../../../../src/main/exotel/metered-client.ts';
import { RequestBudget } from '../../../../src/main/exotel/request-budget.ts';
import { writeDocument } from '../../../../src/main/storage/tables/documents.ts';
import type { AccountDraft, Readiness } from '../../../../src/shared/domain/account.ts';
import { recordedCall } from '../../../support/call-facts.ts';
import { callAnswer, errorAnswer } from '../../../support/exotel-answers.ts';
import { FakeClock } from '../../../support/fake-clock.ts';
import { type Entry, type Reply, startProvider } from '../../../support/loopback-provider.ts';
import { createMemorySecrets } from '../../../support/memory-secrets.ts';
import { openTestDatabase } from '../../../support/test-database.ts';

const good = errorAnswer(404, 1021);
const wrongKey = errorAnswer(401, 1010);
const dead: Reply = (response) => response.socket?.destroy();
const sid = 'a'.repeat(32);

/** An account service with a provider on a real socket, and a clock that moves when told. */
async function setUp() {
  let reply: (entry: Entry) => Reply | Promise<Reply> = () => good;
  const provider = await startProvider((entry) => reply(entry));
  onTestFinished(provider.close);
  const database = openTestDatabase();
  const secrets = createMemorySecrets();
  const clock = new FakeClock();
  const budgets: RequestBudget[] = [];
  const start = (): AccountService => {
    const service = new AccountService({
      db: database.db,
      secrets: secrets.store,
      createClient: (access) =>
        createExotelClient(access, { fetch, placeFetch: fetch, now: clock.now }),
      meter: (client) => {
        const budget = new RequestBudget(() => 1);
        budgets.push(budget);
        return { client: meteredClient(client, budget, clock.now), budget };
      },
      startPractice: async () => ({
        baseUrl: provider.baseUrl,
        accountSid: 'practice',
        apiKey: 'p',
        apiToken: 'p',
      }),
      practiceSpeed: 1,
      defaultCountry: () => 'IN',
      clock,
      log: { info: () => {}, warn: () => {}, error: () => {} },
    });
    onTestFinished(() => service.stop());
    return service;
  };
  const draft: AccountDraft = {
    region: 'custom',
    baseUrl: provider.baseUrl,
    accountSid: 'acme1',
    apiKey: 'k',
    apiToken: 't',
    agentUri: '9800000001',
    virtualNumber: '02241499102',
  };
  return {
    ...{ provider, database, secrets, clock, start, draft, budgets },
    answer: (next: Reply) => {
      reply = () => next;
    },
    hold: (next: Promise<Reply>) => {
      reply = () => next;
    },
  };
}

/** The moment at which the account is said to be so. */
function becomes(service: AccountService, wanted: Readiness): Promise<void> {
  return new Promise((resolve) => {
    if (service.view().readiness === wanted) return resolve();
    const off = service.changed.on(({ readiness }) => {
      if (readiness !== wanted) return;
      off();
      resolve();
    });
  });
}

describe('whether a dial could succeed', () => {
  test('no account', async () => {
    const { start } = await setUp();
    expect(start().view().readiness).toBe('no_account');
  });

  test.each([
    [good, 'ready'],
    [wrongKey, 'wrong_credentials'],
    [errorAnswer(404, 1017), 'wrong_account'],
    [dead, 'unreachable'],
    [errorAnswer(503, 1100), 'unreachable'],
    [{ status: 200, body: '<html>Log in</html>' }, 'unreachable'],
    [errorAnswer(429, 10724), 'untested'],
  ] satisfies [Reply, Readiness][])('saved, and Exotel says %j: %s', async (reply, readiness) => {
    const { start, draft, answer, provider } = await setUp();
    answer(reply);
    const service = start();
    expect((await service.handlers.save(draft)).readiness).toBe('checking');
    await becomes(service, readiness);
    expect(provider.posts()).toEqual([]);
  });

  test('after a start: asked once the keychain has answered, and nothing waits for it', async () => {
    const { start, draft, hold, provider } = await setUp();
    const first = start();
    await first.handlers.save(draft);
    await becomes(first, 'ready');
    const held = Promise.withResolvers<Reply>();
    hold(held.promise);
    const asked = provider.ledger.length;
    const second = start();
    expect(second.view().readiness).toBe('no_secret');
    await second.open();
    expect(second.view().readiness).toBe('checking');
    // Exotel has not answered, and still a call may be placed.
    await expect.poll(() => provider.ledger.length).toBe(asked + 1);
    expect(second.callingAccount().account.accountSid).toBe('acme1');
    held.resolve(wrongKey);
    await becomes(second, 'wrong_credentials');
    expect(second.callingAccount().account.accountSid).toBe('acme1');
  });

  test('a keychain that gives nothing out: no key and token', async () => {
    const { start, draft, secrets } = await setUp();
    await start().handlers.save(draft);
    secrets.state.locked = true;
    const service = start();
    const asked = new Promise<void>((resolve) => service.changed.on(() => resolve()));
    await service.open();
    await asked;
    expect(service.view().readiness).toBe('no_secret');
  });

  test('a phone that cannot ring, kept by an earlier version: never ready', async () => {
    const { start, draft, database, provider } = await setUp();
    await start().handlers.save(draft);
    const { apiKey: _, apiToken: __, ...account } = draft;
    const real = { ...account, agentUri: 'sip:me' };
    writeDocument(database.db, 'account', { mode: 'real', real, inKeychain: true });
    const service = start();
    const asked = provider.ledger.length;
    await service.open();
    await expect.poll(() => provider.ledger.length).toBeGreaterThan(asked);
    expect(service.view().readiness).toBe('wrong_phone');
  });

  test('practice is ready once its server is up, and leaves the real account in peace', async () => {
    const { start, draft, answer, clock, provider } = await setUp();
    answer(wrongKey);
    const service = start();
    await service.handlers.save(draft);
    await becomes(service, 'wrong_credentials');
    expect((await service.handlers.usePractice({})).readiness).toBe('ready');
    const asked = provider.ledger.length;
    await clock.advance(3_600_000);
    expect(provider.ledger).toHaveLength(asked);
    answer(good);
    await service.handlers.useReal({});
    await becomes(service, 'ready');
  });
});

describe('not ready', () => {
  test('asked again after 30 s, doubling up to 10 min, and no more once it is', async () => {
    const { start, draft, answer, clock, provider } = await setUp();
    answer(dead);
    const service = start();
    await service.handlers.save(draft);
    await becomes(service, 'unreachable');
    for (const seconds of [30, 60, 120, 240, 480, 600, 600]) {
      const asked = provider.ledger.length;
      await clock.advance(seconds * 1000 - 1);
      expect(provider.ledger).toHaveLength(asked);
      await clock.advance(1);
      await expect.poll(() => provider.ledger.length).toBe(asked + 1);
      await expect.poll(() => clock.waiting).toBe(1);
    }
    expect(service.view().readiness).toBe('unreachable');
    answer(good);
    await clock.advance(600_000);
    await becomes(service, 'ready');
    const asked = provider.ledger.length;
    await clock.advance(3_600_000);
    expect(provider.ledger).toHaveLength(asked);
  });

  test('asked at once when the agent or the network says so; seen to be asked', async () => {
    const { start, draft, answer } = await setUp();
    answer(dead);
    const service = start();
    await service.handlers.save(draft);
    await becomes(service, 'unreachable');
    answer(good);
    expect(await service.handlers.check({})).toMatchObject({ readiness: 'checking' });
    await becomes(service, 'ready');
    expect(await service.handlers.check({})).toMatchObject({ readiness: 'ready' });
  });

  test('a forgotten account is asked about no more', async () => {
    const { start, draft, answer, clock, provider } = await setUp();
    answer(dead);
    const service = start();
    await service.handlers.save(draft);
    await becomes(service, 'unreachable');
    await service.handlers.forget({});
    expect(service.view().readiness).toBe('no_account');
    const asked = provider.ledger.length;
    await clock.advance(3_600_000);
    expect(provider.ledger).toHaveLength(asked);
  });

  test('what the account before was told says nothing of this one', async () => {
    const { start, draft, hold, answer } = await setUp();
    const held = Promise.withResolvers<Reply>();
    hold(held.promise);
    const service = start();
    await service.handlers.save(draft);
    answer(good);
    await service.handlers.save({ ...draft, accountSid: 'other' });
    await becomes(service, 'ready');
    const told: Readiness[] = [];
    service.changed.on(({ readiness }) => told.push(readiness));
    held.resolve(wrongKey);
    await service.handlers.test({ ...draft, accountSid: 'other' });
    expect(told).toEqual([]);
  });
});

describe('every other request is heard, too', () => {
  async function ready() {
    const rig = await setUp();
    const service = rig.start();
    await service.handlers.save(rig.draft);
    await becomes(service, 'ready');
    const access = await service.connectionFor(recordedCall());
    if (!access) throw new Error('The account is not connected.');
    return { ...rig, service, client: access.client };
  }

  test('a key that was taken back, and given out again', async () => {
    const { service, client, answer } = await ready();
    answer(wrongKey);
    await client.getCall(sid, 'outbound');
    expect(service.view().readiness).toBe('wrong_credentials');
    answer(callAnswer());
    await client.getCall(sid, 'outbound');
    expect(service.view().readiness).toBe('ready');
  });

  test('a network that is gone: found to be back by itself', async () => {
    const { service, client, answer, clock } = await ready();
    answer(dead);
    await client.placeCall({} as never);
    expect(service.view().readiness).toBe('unreachable');
    answer(good);
    await clock.advance(30_000);
    await becomes(service, 'ready');
  });

  test('the question counts as a request of the account', async () => {
    const { service, budgets } = await ready();
    const sent = vi.spyOn(budgets[0] ?? expect.fail(), 'sent');
    await service.handlers.check({});
    await expect.poll(() => sent.mock.calls.map(([kind]) => kind)).toEqual(['query']);
  });
});

test.each([
  // Without the legs API Exotel answers so, though the key is good.
  ['legs', 401, 1010, null],
  ['details', 401, 1010, 'wrong_credentials'],
  ['place', 401, 1010, 'wrong_credentials'],
  ['place', 404, 1017, 'wrong_account'],
  // Refused for its own sake: key, token and sid were taken.
  ['place', 409, 10706, 'ready'],
  ['place', 403, 10717, 'ready'],
  ['details', 404, 1021, 'ready'],
  // One call's trouble.
  ['place', 500, 1100, null],
  ['place', 429, 10724, null],
  // Not a word of Exotel's own.
  ['place', 418, null, null],
  ['probe', 418, null, 'untested'],
] as const)('%s answered with %s and %s: %s', (question, httpStatus, code, verdict) => {
  const asked = question === 'place' ? 'place' : 'query';
  const problem = problemOf(asked, {
    httpStatus,
    code,
    description: null,
    retryAfterSeconds: null,
  });
  expect(verdictOf(question, problem)).toBe(verdict);
});
