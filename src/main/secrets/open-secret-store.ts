import { createKeychainSecretStore } from './keychain-secret-store.ts';
import { createMemorySecretStore } from './memory-secret-store.ts';
import type { SecretStore } from './secret-store.ts';

export interface OpenedSecretStore {
  store: SecretStore;
  /** Why secrets last for this run only; null when they are in the keychain. */
  problem: 'keychain_unavailable' | null;
}

/** Probes the keychain with a read; one that does not answer in time is replaced by memory. */
export async function openSecretStore({ probeTimeoutMs = 3_000 } = {}): Promise<OpenedSecretStore> {
  try {
    await createKeychainSecretStore(probeTimeoutMs).read('probe');
    return { store: createKeychainSecretStore(), problem: null };
  } catch {
    return { store: createMemorySecretStore(), problem: 'keychain_unavailable' };
  }
}
