import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { accountInUse } from '../../../../src/main/account/account-in-use.ts';
import { AccountService } from '../../../../src/main/account/account-service.ts';
import { watch } from '../../../../src/main/base/watch.ts';
import { createExotelClient } from '../../../../src/main/exotel/client.ts';
import type { AccountDraft } from '../../../../src/shared/domain/account.ts';
import { regionBaseUrls } from '../../../../src/shared/domain/api-address.ts';
import { recordedCall } from '../../../support/call-facts.ts';
import { callAnswer, errorAnswer } from '../../../support/exotel-answers.ts';
import { FakeClock } from '../../../support/fake-clock.ts';
import { closedBaseUrl, type Reply, startProvider } from '../../../support/loopback-provider.ts';
import { createMemorySecrets } from '../../../support/memory-secrets.ts';
import { openTestDatabase } from '../../../support/test-database.ts';

/** `hosts` puts Exotel's own hosts on this computer; those not named are the one provider. */
async function setUp(
  reply: Reply = errorAnswer(404, 1021),
  hosts: Partial<Record<string, string>> = {},
) {
  const provider = await startProvider(() => reply);
  onTestFinished(provider.close);
  const database = openTestDatabase();
  const secrets = createMemorySecrets();
  let practiceStarts = 0;
  const start = () =>
    new AccountService({
      db: database.db,
      meter: (client) => ({ client }),
      secrets: secrets.store,
      createClient: (access) =>
        createExotelClient(
          { ...access, baseUrl: hosts[access.baseUrl] ?? provider.baseUrl },
          { fetch, placeFetch: fetch, now: Date.now },
        ),
      startPractice: async () => {
        practiceStarts += 1;
        return { baseUrl: provider.baseUrl, accountSid: 'practice', apiKey: 'p', apiToken: 'p' };
      },
      practiceSpeed: 10,
      defaultCountry: () => 'IN',
      clock: new FakeClock(),
      log: { info: () => {}, warn: () => {}, error: () => {} },
    });
  const draft = (changes: Partial<AccountDraft> = {}): AccountDraft => ({
    region: 'custom',
    baseUrl: provider.baseUrl,
    accountSid: 'acme1',
    apiKey: 'canary-key',
    apiToken: 'canary-token',
    agentUri: '9800000001',
    virtualNumber: '02241499102',
    ...changes,
  });
  return { provider, database, secrets, start, draft, practiceStarts: () => practiceStarts };
}

describe('the connection test', () => {
  test('asks for a call that cannot exist, with the typed key, and rings nobody', async () => {
    const { provider, start, draft } = await setUp();
    expect(await start().handlers.test(draft())).toEqual({ connected: true });
    expect(provider.ledger).toMatchObject([
      {
        method: 'GET',
        path: `/v3/accounts/acme1/calls/${'0'.repeat(32)}`,
        headers: { authorization: `Basic ${btoa('canary-key:canary-token')}` },
      },
    ]);
  });

  test.each([
    [errorAnswer(401, 1010), 'wrong_credentials'],
    [errorAnswer(401, null), 'wrong_credentials'],
    [errorAnswer(404, 1017), 'wrong_account_sid'],
    [errorAnswer(429, 10724, '', { 'Retry-After': '7' }), 'provider_rate_limited'],
    [errorAnswer(500, 1100), 'provider_trouble'],
    // Not one of these is a word of Exotel's.
    [{ status: 404, body: '<html>Not found</html>' }, 'provider_unclear'],
    [{ status: 404, body: '' }, 'provider_unclear'],
    [{ status: 403, body: '<html>Log in</html>' }, 'provider_unclear'],
    // An error inside a success.
    [
      { status: 200, body: { response: { code: 200, error_data: { code: 1017 } } } },
      'wrong_account_sid',
    ],
    [{ status: 200, body: '<html>' }, 'provider_unclear'],
    [errorAnswer(405, 10712), 'provider_refused'],
    [(response) => response.socket?.destroy(), 'provider_unreachable'],
    // A call with this sid cannot be there: whoever answers so is not Exotel.
    [callAnswer(), 'provider_unclear'],
  ] satisfies [Reply, string][])('%j fails as %s', async (reply, code) => {
    const { start, draft } = await setUp(reply);
    await expect(start().handlers.test(draft())).rejects.toThrow(code);
  });

  test.each([
    ['mumbai', 'singapore'],
    ['singapore', 'mumbai'],
  ] as const)('%s chosen, where %s is right: says so', async (chosen, right) => {
    const there = await startProvider(() => errorAnswer(404, 1021));
    onTestFinished(there.close);
    const { provider, start, draft } = await setUp(errorAnswer(401, 1010), {
      [regionBaseUrls[right]]: there.baseUrl,
    });
    const testing = start().handlers.test(draft({ region: chosen }));
    await expect(testing).rejects.toThrow(`wrong_region_${right}`);
    expect([...provider.ledger, ...there.ledger].map(({ method }) => method)).toEqual([
      'GET',
      'GET',
    ]);
  });

  test('wrong in both regions: the key or the token', async () => {
    const { start, draft } = await setUp(errorAnswer(401, 1010));
    const testing = start().handlers.test(draft({ region: 'mumbai' }));
    await expect(testing).rejects.toThrow('wrong_credentials');
  });

  test('nobody there', async () => {
    const baseUrl = await closedBaseUrl();
    const { start, draft } = await setUp(undefined, { [baseUrl]: baseUrl });
    await expect(start().handlers.test(draft({ baseUrl }))).rejects.toThrow('provider_unreachable');
  });

  test('empty fields without a stored secret: Exotel is not asked, and not blamed', async () => {
    const { provider, start, draft } = await setUp();
    const testing = start().handlers.test(draft({ apiKey: '', apiToken: '' }));
    await expect(testing).rejects.toThrow('credentials_missing');
    expect(provider.ledger).toEqual([]);
  });

  test('half a new pair is not made whole with half of the stored one', async () => {
    const { start, draft } = await setUp();
    const service = start();
    await service.handlers.save(draft());
    for (const half of [{ apiKey: '' }, { apiToken: '' }])
      await expect(service.handlers.test(draft(half))).rejects.toThrow('credentials_missing');
  });

  test.each([
    [{ agentUri: 'sip:me' }, 'agent_number_invalid'],
    [{ virtualNumber: 'abc' }, 'virtual_number_invalid'],
    [{ accountSid: 'acme/1' }, 'account_sid_invalid'],
  ])('%j is said before Exotel is asked', async (changes, code) => {
    const { provider, start, draft } = await setUp();
    await expect(start().handlers.test(draft(changes))).rejects.toThrow(code);
    expect(provider.ledger).toEqual([]);
  });

  test('needs neither phone', async () => {
    const { start, draft } = await setUp();
    const testing = start().handlers.test(draft({ agentUri: '', virtualNumber: ' ' }));
    expect(await testing).toEqual({ connected: true });
  });
});

test('a saved account calls, survives a restart, and leaves its secrets out of the file', async () => {
  const { database, start, draft } = await setUp();
  const first = start();
  expect(() => first.callingAccount()).toThrow('no_account');
  expect(await first.handlers.save(draft())).toMatchObject({
    mode: 'real',
    account: { agentUri: '+919800000001', virtualNumber: '+912241499102' },
    agentDisplay: '+91 98000 00001',
    secretPlace: 'keychain',
  });
  expect(JSON.stringify(first.view())).not.toContain('canary');

  const second = start();
  expect(() => second.callingAccount()).toThrow('secret_missing');
  expect(second.view()).toMatchObject({ mode: 'real', secretPlace: 'missing' });
  await second.open();
  // The windows do not wait for the keychain; whoever follows a call does.
  expect(await second.connectionFor(recordedCall())).not.toBeNull();
  expect(second.callingAccount()).toMatchObject({ practice: false, timeScale: 1 });
  // Key and token may stay empty now, for the same account only.
  await second.handlers.save(draft({ apiKey: '', apiToken: '', agentUri: 'sip:asha@voip.test' }));
  expect(second.callingAccount().account.agentUri).toBe('sip:asha@voip.test');
  await expect(
    second.handlers.save(draft({ apiKey: '', apiToken: '', accountSid: 'other' })),
  ).rejects.toThrow('credentials_missing');

  const folder = dirname(database.file);
  for (const name of readdirSync(folder))
    expect(readFileSync(join(folder, name)).includes('canary')).toBe(false);
});

test('practice is beside the real account, started once, and runs faster', async () => {
  const { start, draft, practiceStarts } = await setUp();
  const service = start();
  await service.handlers.save(draft());
  await service.handlers.usePractice({});
  await service.handlers.usePractice({});
  expect(practiceStarts()).toBe(1);
  expect(service.callingAccount()).toMatchObject({ practice: true, timeScale: 0.1 });
  expect(service.view()).toMatchObject({ mode: 'practice', account: { accountSid: 'acme1' } });
  // A call is followed with the account that placed it, whichever calls now.
  expect(await service.connectionFor(recordedCall())).toMatchObject({ timeScale: 1 });
  expect(await service.connectionFor(recordedCall({ accountSid: 'gone' }))).toBeNull();
  await service.handlers.useReal({});
  expect(service.callingAccount()).toMatchObject({ practice: false });
  expect(await service.connectionFor(recordedCall({ practice: true }))).toMatchObject({
    timeScale: 0.1,
  });
});

test('forgetting takes the secrets along', async () => {
  const { start, draft, secrets } = await setUp();
  const service = start();
  await service.handlers.save(draft());
  const told: string[] = [];
  service.changed.on(({ mode }) => told.push(mode));
  await service.handlers.forget({});
  expect(told).toEqual(['none']);
  expect(() => service.callingAccount()).toThrow('no_account');
  expect(secrets.names()).toEqual([]);
  expect(start().view()).toMatchObject({ mode: 'none', account: null });
});

describe('a keychain that refuses', () => {
  test('is known before there is an account', async () => {
    const { start, secrets } = await setUp();
    secrets.state.locked = true;
    const service = start();
    const told = new Promise<string>((resolve) =>
      service.changed.on(({ secretPlace }) => resolve(secretPlace)),
    );
    await service.open();
    expect(await told).toBe('memory');
  });

  test('the account calls for this run, says so, and is forgotten without it', async () => {
    const { start, draft, secrets } = await setUp();
    const service = start();
    secrets.state.locked = true;
    expect(await service.handlers.save(draft())).toMatchObject({ secretPlace: 'memory' });
    expect(service.callingAccount().account.accountSid).toBe('acme1');
    expect(await service.handlers.forget({})).toMatchObject({ mode: 'none' });
  });

  test('keeps what it has: forgetting fails, and loses nothing', async () => {
    const { start, draft, secrets } = await setUp();
    const service = start();
    await service.handlers.save(draft());
    secrets.state.locked = true;
    await expect(service.handlers.forget({})).rejects.toThrow('keychain_unavailable');
    expect(service.view()).toMatchObject({ mode: 'real', account: { accountSid: 'acme1' } });
    expect(secrets.names()).toHaveLength(1);
  });

  test('its answer after the time was up counts', async () => {
    const { start, draft, secrets } = await setUp();
    await start().handlers.save(draft());
    const late = Promise.withResolvers<() => void>();
    const { read } = secrets.store;
    secrets.store.read = async (name, tell) => {
      const secret = await read(name);
      late.resolve(() => tell?.(secret));
      throw new Error('too late');
    };
    const service = start();
    await service.open();
    // Until the keychain has said no, nothing is claimed to be missing.
    expect(service.view().secretPlace).toBe('keychain');
    expect(() => service.callingAccount()).toThrow('keychain_unavailable');
    const answer = await late.promise;
    expect(await service.connectionFor(recordedCall())).toBeNull();
    expect(service.view().secretPlace).toBe('unanswered');
    answer();
    expect(service.view().secretPlace).toBe('keychain');
    expect(service.callingAccount().account.accountSid).toBe('acme1');
  });
});

test('another account in use is told from news of the same one, before the keychain is done', async () => {
  const { start, draft, secrets } = await setUp();
  const service = start();
  const used: string[] = [];
  const read = () => accountInUse(service.view());
  onTestFinished(watch(service.changed.on, read, (name) => used.push(name)));
  const { baseUrl } = draft();
  const acme = `acme1 ${baseUrl}`;
  await service.handlers.save(draft());
  await service.handlers.save(draft({ agentUri: '9800000002' }));
  expect(used).toEqual([acme]);
  await service.handlers.usePractice({});
  await service.handlers.useReal({});
  expect(used).toEqual([acme, 'practice', acme]);
  let usedByThen: string | undefined;
  secrets.store.remove = async () => {
    usedByThen ??= used.at(-1);
  };
  await service.handlers.save(draft({ accountSid: 'other' }));
  expect(usedByThen).toBe(`other ${baseUrl}`);
  const elsewhere = 'https://exotel.invalid';
  await service.handlers.save(draft({ accountSid: 'other', baseUrl: elsewhere }));
  await service.handlers.forget({});
  expect(used.slice(-2)).toEqual([`other ${elsewhere}`, 'none']);
});

test('the account before leaves no secret behind', async () => {
  const { start, draft, secrets } = await setUp();
  const service = start();
  await service.handlers.save(draft());
  await service.handlers.save(draft({ accountSid: 'other' }));
  expect(secrets.names()).toEqual([`other@${new URL(draft().baseUrl).host}`]);
});
