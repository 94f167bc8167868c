import { z } from 'zod';
import type { SecretStore } from '../secrets/secret-store.ts';

const credentialsSchema = z.object({
  apiKey: z.string().min(1),
  apiToken: z.string().min(1),
});
export type Credentials = z.infer<typeof credentialsSchema>;

/** Keeps key and token of accounts, one secret each; times and errors are the SecretStore's. */
export interface CredentialStore {
  /** Returns null if there is none, or none that Handset wrote. */
  read(name: string, late?: (credentials: Credentials | null) => void): Promise<Credentials | null>;
  write(name: string, credentials: Credentials, late?: () => void): Promise<void>;
  remove(name: string): Promise<void>;
}

export function credentialStore(secrets: SecretStore): CredentialStore {
  return {
    read: async (name, late) => parse(await secrets.read(name, (secret) => late?.(parse(secret)))),
    write: (name, credentials, late) => secrets.write(name, JSON.stringify(credentials), late),
    remove: (name) => secrets.remove(name),
  };
}

function parse(secret: string | null): Credentials | null {
  if (secret === null) return null;
  try {
    return credentialsSchema.safeParse(JSON.parse(secret)).data ?? null;
  } catch {
    return null;
  }
}
