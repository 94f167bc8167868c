import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type {
  KeychainReply,
  KeychainRequest,
} from '../../../../src/main/secrets/keychain-messages.ts';
import { KeychainSecretStore } from '../../../../src/main/secrets/keychain-secret-store.ts';

const secret = 'a secret';
const unavailable = 'keychain_unavailable';

/** A keychain's process that does what the test says. */
class Child extends EventEmitter {
  asked: KeychainRequest | null = null;
  killed = false;

  postMessage(request: KeychainRequest): void {
    this.asked = request;
  }

  answer(answer: KeychainReply): void {
    this.emit('message', answer);
  }

  kill(): void {
    this.killed = true;
    this.emit('exit', 0);
  }
}

let children: Child[];
let store: KeychainSecretStore;
beforeEach(() => {
  vi.useFakeTimers();
  children = [];
  store = new KeychainSecretStore(() => {
    const child = new Child();
    children.push(child);
    return child;
  });
});
afterEach(() => vi.useRealTimers());

const settled = () => vi.advanceTimersByTimeAsync(0);

test('each request has a process of its own, which ends with its answer', async () => {
  const read = store.read('a');
  await settled();
  expect(children[0]?.asked).toEqual({ do: 'read', name: 'a' });
  children[0]?.answer({ ok: true, secret });
  expect(await read).toEqual(secret);
  expect(children[0]?.killed).toBe(true);
});

test.each([
  ['a refusal', (child: Child) => child.answer({ ok: false })],
  ['the end of the process', (child: Child) => child.kill()],
  ['an answer that is none', (child: Child) => child.emit('message', 'canary')],
])('%s is an answer at once', async (_what, fail) => {
  const read = store.read('a');
  const refused = expect(read).rejects.toThrow(unavailable);
  await settled();
  fail(children[0] as Child);
  await refused;
});

test('a process that cannot be started', async () => {
  const broken = new KeychainSecretStore(() => {
    throw new Error('no process');
  });
  await expect(broken.read('a')).rejects.toThrow(unavailable);
});

test('given up after three seconds, not before; the late answer is still heard', async () => {
  const late = vi.fn();
  const outcome = store.read('a', late).catch(String);
  await vi.advanceTimersByTimeAsync(2_999);
  expect(await Promise.race([outcome, 'waiting'])).toBe('waiting');
  await vi.advanceTimersByTimeAsync(1);
  expect(await outcome).toContain(unavailable);
  // The user is still asked to unlock.
  expect(children[0]?.killed).toBe(false);
  children[0]?.answer({ ok: true, secret });
  await settled();
  expect(late.mock.calls).toEqual([[secret]]);
});

test('one at a time, in order: what was given up does not outlive what came after it', async () => {
  const late = vi.fn();
  const first = store.write('a', secret, late).catch(String);
  await vi.advanceTimersByTimeAsync(1_000);
  const second = store.write('a', 'the second').catch(String);
  await vi.advanceTimersByTimeAsync(1_999);
  expect(children).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(1);
  expect(await first).toContain(unavailable);
  expect(children[0]?.killed).toBe(true);
  expect(children[1]?.asked).toMatchObject({ secret: 'the second' });
  // It has been asked for three seconds, the wait for its turn included.
  await vi.advanceTimersByTimeAsync(1_000);
  expect(await second).toContain(unavailable);
  expect(late).not.toHaveBeenCalled();
});

test('disposing ends what still waits', async () => {
  const read = store.read('a').catch(String);
  await settled();
  store.dispose();
  expect(children[0]?.killed).toBe(true);
  expect(await read).toContain(unavailable);
});
