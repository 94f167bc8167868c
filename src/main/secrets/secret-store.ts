import { z } from 'zod';

export const credentialsSchema = z.object({
  apiKey: z.string().min(1),
  apiToken: z.string().min(1),
});
export type Credentials = z.infer<typeof credentialsSchema>;

/**
 * Keeps accounts' key and token. Every request settles within three seconds, either with the result
 * or with AppFailure `keychain_unavailable`, which contains no secrets.
 *
 * `late` receives a result that arrives after that, once the user has unlocked the keychain.
 */
export interface SecretStore {
  /** Returns null if nothing is kept under this name. */
  read(name: string, late?: (credentials: Credentials | null) => void): Promise<Credentials | null>;
  write(name: string, credentials: Credentials, late?: () => void): Promise<void>;
  /** Does nothing if nothing is kept. */
  remove(name: string): Promise<void>;
}
