import { z } from 'zod';

export const credentialsSchema = z.object({
  apiKey: z.string().min(1),
  apiToken: z.string().min(1),
});
export type Credentials = z.infer<typeof credentialsSchema>;

/**
 * Keeps key and token of accounts. Every request is answered within three seconds, with what was
 * asked or with AppFailure `keychain_unavailable`, which holds nothing of them.
 *
 * `late` hears the answer that came after that: the user has unlocked the keychain meanwhile.
 */
export interface SecretStore {
  /** Null when nothing is kept under this name. */
  read(name: string, late?: (credentials: Credentials | null) => void): Promise<Credentials | null>;
  write(name: string, credentials: Credentials, late?: () => void): Promise<void>;
  /** Does nothing when nothing is kept. */
  remove(name: string): Promise<void>;
}
