import { z } from 'zod';
import { accountSchema } from '../../shared/domain/account.ts';

/** What the book keeps of the accounts; no secret. */
const storedSchema = z.object({
  mode: z.enum(['none', 'practice', 'real']),
  real: accountSchema.nullable(),
  /** The keychain took this account's key and token. */
  inKeychain: z.boolean().default(true),
});
export type StoredAccount = z.infer<typeof storedSchema>;

export const noAccount: StoredAccount = { mode: 'none', real: null, inKeychain: false };

export function parseStored(document: unknown): StoredAccount {
  const stored = storedSchema.safeParse(document);
  return stored.success ? stored.data : noAccount;
}
