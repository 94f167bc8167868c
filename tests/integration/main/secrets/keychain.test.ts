import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { Entry } from '@napi-rs/keyring';
import { describe, expect, onTestFinished, test } from 'vitest';
import { AccountService } from '../../../../src/main/account/account-service.ts';
import { systemClock } from '../../../../src/main/base/clock.ts';
import type { KeychainSecretStore } from '../../../../src/main/secrets/keychain-secret-store.ts';
import type { AccountDraft } from '../../../../src/shared/domain/account.ts';
import {
  keyringHere,
  lonelyHome,
  openStore,
  startBus,
  startKeyring,
} from '../../../support/secret-service.ts';
import { openTestDatabase } from '../../../support/test-database.ts';

const linux = process.platform === 'linux';
if (!keyringHere)
  console.log(
    `keychain tests with a real Secret Service skipped: ${linux ? 'gnome-keyring or dbus is not installed' : 'not on Linux'}`,
  );

/** Nothing that an earlier run may have left is taken for this one's. */
const name = `${randomUUID()}@keychain.test`;
const secret = 'canary-secret';
/** The promise is 3 s; the rest is for a machine that is busy with other tests. */
const patienceMs = 5_000;

const operations: Record<string, (store: KeychainSecretStore) => Promise<unknown>> = {
  read: (store) => store.read(name),
  write: (store) => store.write(name, secret),
  remove: (store) => store.remove(name),
};

/** Read, write and remove, each by a store of its own, all at once: what came of each, and when. */
async function refuseAll(env: NodeJS.ProcessEnv, home: string): Promise<void> {
  const begun = performance.now();
  const outcomes = await Promise.all(
    Object.values(operations).map((operate) =>
      operate(openStore(env)).then(
        () => 'done',
        (error: unknown) => String(error),
      ),
    ),
  );
  expect(outcomes).toEqual(Array(3).fill('AppFailure: keychain_unavailable'));
  expect(performance.now() - begun).toBeLessThan(patienceMs);
  expectNoTrace(home);
}

/** Neither on disk in plain text, nor in the kernel's keyring, where an unpinned library puts it. */
function expectNoTrace(home: string): void {
  const files = readdirSync(home, { recursive: true, withFileTypes: true });
  for (const file of files.filter((each) => each.isFile()))
    expect(readFileSync(join(file.parentPath, file.name), 'latin1')).not.toContain('canary');
  if (!linux) return;
  expect(new Entry('Handset', name, { linux: { store: 'keyutils' } }).getPassword()).toBeNull();
}

describe.skipIf(!keyringHere)('a real Secret Service', () => {
  test('fine: keeps secrets from one process to the next, until they are removed', async () => {
    const { env, home } = await startKeyring();
    expect(await openStore(env).read(name)).toBeNull();
    await openStore(env).write(name, secret);
    expect(await openStore(env).read(name)).toEqual(secret);
    expectNoTrace(home);
    await openStore(env).remove(name);
    expect(await openStore(env).read(name)).toBeNull();
    await openStore(env).remove(name);
  });

  test.each(['never answers', 'is dismissed'] as const)(
    'locked; its prompt %s',
    async (prompter) => {
      const { env, home, lock, unlock } = await startKeyring(prompter);
      await openStore(env).write(name, secret);
      await lock();
      await refuseAll(env, home);
      await unlock();
      expect(await openStore(env).read(name)).toEqual(secret);
    },
  );

  test('no service on the bus', async () => {
    const { env, home } = await startBus();
    await refuseAll(env, home);
  });

  test('killed between two requests', async () => {
    const { env, home, signal } = await startKeyring();
    await openStore(env).write(name, secret);
    signal('SIGKILL');
    await refuseAll(env, home);
  });

  test('frozen, and killed while requests wait for it', async () => {
    const { env, home, signal } = await startKeyring();
    signal('SIGSTOP');
    const waiting = refuseAll(env, home);
    setImmediate(() => signal('SIGKILL'));
    await waiting;
  });

  test('frozen: the app goes on, and the store works again when the service does', async () => {
    const { env, home, signal } = await startKeyring();
    const store = openStore(env);
    // What the frozen one was asked it may still do when it wakes: this is kept under another name.
    await store.write('kept', secret);
    signal('SIGSTOP');
    const waiting = refuseAll(env, home);
    // Nothing of Node's is held up by the requests: neither its loop nor its threads.
    const free = Promise.all([1, 2, 3, 4, 5].map(() => readFile(import.meta.filename)));
    const first = await Promise.race([free.then(() => 'files'), waiting.then(() => 'keychain')]);
    expect(first).toBe('files');
    await waiting;
    signal('SIGCONT');
    expect(await store.read('kept')).toEqual(secret);
  });
});

// On other systems there is always a keychain.
describe.skipIf(!linux)('no bus', () => {
  test('where the address leads nowhere', async () => {
    const { env, home } = lonelyHome();
    await refuseAll(env, home);
  });

  test('without an address', async () => {
    const { home, env } = lonelyHome();
    const { DBUS_SESSION_BUS_ADDRESS: _address, ...bare } = env;
    await refuseAll(bare, home);
  });

  test('one that accepts and says nothing', async () => {
    const { env, home } = lonelyHome();
    const server = createServer(() => {});
    server.listen(join(home, 'silent'));
    await once(server, 'listening');
    onTestFinished(() => void server.close());
    await refuseAll({ ...env, DBUS_SESSION_BUS_ADDRESS: `unix:path=${home}/silent` }, home);
  });
});

describe.skipIf(!keyringHere)('the account on a real keychain', () => {
  const baseUrl = 'https://keychain.test';
  const draft: AccountDraft = {
    region: 'custom',
    baseUrl,
    accountSid: 'acme1',
    apiKey: 'canary-key',
    apiToken: 'canary-token',
    agentUri: '9800000001',
    virtualNumber: '02241499102',
  };

  async function setUp(prompter: Parameters<typeof startKeyring>[0]) {
    const keyring = await startKeyring(prompter);
    const database = openTestDatabase();
    const start = async () => {
      const service = new AccountService({
        db: database.db,
        secrets: openStore(keyring.env),
        meter: (client) => ({ client }),
        createClient: () => ({ probe: async () => ({ ok: true, value: null }) }) as never,
        startPractice: () => Promise.reject(new Error('not asked for')),
        practiceSpeed: 1,
        defaultCountry: () => 'IN',
        clock: systemClock,
        log: { info: () => {}, warn: () => {}, error: () => {} },
      });
      const opened = new Promise<void>((resolve) => service.changed.on(() => resolve()));
      await service.open();
      await opened;
      return service;
    };
    return { ...keyring, start };
  }

  test('saved while it is locked: in memory, said so; in the keychain with the next save', async () => {
    const { start, lock, unlock, env } = await setUp('is dismissed');
    await openStore(env).write('another', secret);
    await lock();
    const service = await start();
    expect(await service.handlers.save(draft)).toMatchObject({ secretPlace: 'memory' });
    expect(service.callingAccount().account.accountSid).toBe('acme1');
    expect((await start()).view().secretPlace).toBe('missing');
    await unlock();
    const kept = await service.handlers.save({ ...draft, apiKey: '', apiToken: '' });
    expect(kept.secretPlace).toBe('keychain');
    const next = await start();
    expect(next.view().secretPlace).toBe('keychain');
    expect(next.callingAccount().account.accountSid).toBe('acme1');
  });

  test('started while it is locked: it says so, and asks again on demand', async () => {
    const { start, lock, unlock } = await setUp('is dismissed');
    await (await start()).handlers.save(draft);
    await lock();
    const service = await start();
    expect(service.view().secretPlace).toBe('unanswered');
    expect(() => service.callingAccount()).toThrow('keychain_unavailable');
    // What the keychain holds is not forgotten behind its back.
    await expect(service.handlers.forget({})).rejects.toThrow('keychain_unavailable');
    expect(await service.handlers.askKeychain({})).toMatchObject({ secretPlace: 'unanswered' });
    await unlock();
    expect(await service.handlers.askKeychain({})).toMatchObject({ secretPlace: 'keychain' });
    expect(service.callingAccount().account.accountSid).toBe('acme1');
    await service.handlers.forget({});
    expect((await start()).view()).toMatchObject({ mode: 'none', account: null });
  });
});
