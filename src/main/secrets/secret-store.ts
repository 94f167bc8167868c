import { z } from 'zod';

export const credentialsSchema = z.object({
  apiKey: z.string().min(1),
  apiToken: z.string().min(1),
});
export type Credentials = z.infer<typeof credentialsSchema>;

/** Keeps key and token of accounts. Nothing of them is ever in an error. */
export interface SecretStore {
  /** `memory`: gone when Handset quits. */
  readonly place: 'keychain' | 'memory';
  /** Null when nothing is kept under this name. Throws AppFailure `keychain_unavailable`. */
  read(name: string): Promise<Credentials | null>;
  /** Throws AppFailure `keychain_unavailable`. */
  write(name: string, credentials: Credentials): Promise<void>;
  /** Does nothing when nothing is kept. Throws AppFailure `keychain_unavailable`. */
  remove(name: string): Promise<void>;
}
