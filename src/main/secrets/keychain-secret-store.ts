import { AsyncEntry } from '@napi-rs/keyring';
import { AppFailure } from '../../shared/domain/app-error.ts';
import { type Credentials, credentialsSchema, type SecretStore } from './secret-store.ts';
import { sessionBusAnswers } from './session-bus.ts';

const service = 'Handset';
/** A keychain that wants to be unlocked asks the user, and may wait for ever. */
const answerWithinMs = 3_000;

/** Key and token as one entry per account in the system's keychain. */
export function createKeychainSecretStore(timeoutMs = answerWithinMs): SecretStore {
  return {
    place: 'keychain',
    read: (name) =>
      ask(name, timeoutMs, async (entry, signal) => {
        const text = await entry.getPassword(signal);
        return text === null ? null : parseCredentials(text);
      }),
    write: (name, credentials) =>
      ask(name, timeoutMs, (entry, signal) =>
        entry.setPassword(JSON.stringify(credentials), signal),
      ),
    remove: (name) =>
      ask(name, timeoutMs, async (entry, signal) => {
        await entry.deleteCredential(signal);
      }),
  };
}

/** Runs one operation. The library's own errors may quote what they failed at: they end here. */
async function ask<T>(
  name: string,
  timeoutMs: number,
  operation: (entry: AsyncEntry, signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const signal = AbortSignal.timeout(timeoutMs);
  const timedOut = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
  const answer = async (): Promise<T> => {
    if (process.platform === 'linux') {
      const answers = await sessionBusAnswers(process.env['DBUS_SESSION_BUS_ADDRESS'], timeoutMs);
      if (!answers) throw new Error('no session bus');
    }
    // Unpinned, the library falls back to kernel memory without a word: gone at reboot.
    return operation(new AsyncEntry(service, name, { linux: { store: 'secret-service' } }), signal);
  };
  try {
    // Raced, because a native call that waits for the user does not heed the signal.
    return await Promise.race([answer(), timedOut]);
  } catch {
    throw new AppFailure('keychain_unavailable');
  }
}

/** An entry that somebody else wrote is no entry of ours. */
function parseCredentials(text: string): Credentials | null {
  try {
    return credentialsSchema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}
