import type { Credentials, SecretStore } from '../../src/main/secrets/secret-store.ts';
import { AppFailure } from '../../src/shared/domain/app-error.ts';

/** Creates a keychain that responds at once, or refuses while `state.locked`. */
export function createMemorySecrets() {
  const kept = new Map<string, Credentials>();
  const state = { locked: false };
  const answer = <T>(operate: () => T): Promise<T> =>
    state.locked
      ? Promise.reject(new AppFailure('keychain_unavailable'))
      : Promise.resolve(operate());
  const store: SecretStore = {
    read: (name) => answer(() => kept.get(name) ?? null),
    write: (name, credentials) => answer(() => void kept.set(name, { ...credentials })),
    remove: (name) => answer(() => void kept.delete(name)),
  };
  return { store, state, names: () => [...kept.keys()] };
}
