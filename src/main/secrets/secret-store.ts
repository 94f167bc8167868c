/**
 * Keeps secrets as text. Every request settles within three seconds, either with the result or with
 * AppFailure `keychain_unavailable`, which contains no secrets.
 *
 * `late` receives a result that arrives after that, once the user has unlocked the keychain.
 */
export interface SecretStore {
  /** Returns null if nothing is kept under this name. */
  read(name: string, late?: (secret: string | null) => void): Promise<string | null>;
  write(name: string, secret: string, late?: () => void): Promise<void>;
  /** Does nothing if nothing is kept. */
  remove(name: string): Promise<void>;
}
