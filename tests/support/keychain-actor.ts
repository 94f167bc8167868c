import { AsyncEntry } from '@napi-rs/keyring';
import { openSecretStore } from '../../src/main/secrets/open-secret-store.ts';

/**
 * One process that uses the secret store and prints, per step, what came of it and after how many
 * milliseconds. Steps: open, write, read, remove, kernel (what the kernel's keyring holds).
 */
const steps = process.argv.slice(2);
const name = 'keychain-test';
const { store, problem } = await openSecretStore({ probeTimeoutMs: 3_000 });

async function run(step: string): Promise<unknown> {
  switch (step) {
    case 'open':
      return { place: store.place, problem };
    case 'write':
      return store.write(name, { apiKey: 'canary-key', apiToken: 'canary-token' });
    case 'read':
      return store.read(name);
    case 'remove':
      return store.remove(name);
    case 'kernel':
      return new AsyncEntry('Handset', name, { linux: { store: 'keyutils' } }).getPassword();
    default:
      throw new Error(step);
  }
}

for (const step of steps) {
  const begun = performance.now();
  const result = await run(step).catch((error: unknown) => ({ error: String(error) }));
  const ms = Math.round(performance.now() - begun);
  process.stdout.write(`${JSON.stringify({ step, result: result ?? null, ms })}\n`);
}
// Leave although a native call may still wait.
process.exit(0);
