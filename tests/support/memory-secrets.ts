import type { SecretStore } from '../../src/main/secrets/secret-store.ts';
import { AppFailure } from '../../src/shared/domain/app-error.ts';

/** Creates a keychain that responds at once, or refuses while `state.locked`. */
export function createMemorySecrets() {
  const kept = new Map<string, string>();
  const state = { locked: false };
  const answer = <T>(operate: () => T): Promise<T> =>
    state.locked
      ? Promise.reject(new AppFailure('keychain_unavailable'))
      : Promise.resolve(operate());
  const store: SecretStore = {
    read: (name) => answer(() => kept.get(name) ?? null),
    write: (name, secret) => answer(() => void kept.set(name, secret)),
    remove: (name) => answer(() => void kept.delete(name)),
  };
  return { store, state, names: () => [...kept.keys()] };
}
