import type { Credentials, SecretStore } from './secret-store.ts';

/** For computers without a keychain: the secret lasts for this run, and is never on disk. */
export function createMemorySecretStore(): SecretStore {
  const kept = new Map<string, Credentials>();
  return {
    place: 'memory',
    read: async (name) => kept.get(name) ?? null,
    write: async (name, credentials) => {
      kept.set(name, { ...credentials });
    },
    remove: async (name) => {
      kept.delete(name);
    },
  };
}
