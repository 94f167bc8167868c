import { z } from 'zod';
import { accountSchema } from '../../shared/domain/account.ts';
import { parseBaseUrl } from '../../shared/domain/api-address.ts';
import { type Read, readFields } from '../base/read-fields.ts';

/** What the database keeps of the accounts; no secrets. */
const storedSchema = z.object({
  mode: z.enum(['none', 'practice', 'real']),
  real: accountSchema.refine(({ baseUrl }) => parseBaseUrl(baseUrl) !== null).nullable(),
  /** Whether the keychain took this account's key and token. */
  inKeychain: z.boolean().default(true),
});
export type StoredAccount = z.infer<typeof storedSchema>;

export const noAccount: StoredAccount = { mode: 'none', real: null, inKeychain: false };

/** If no real account can be read, the agent is asked for it again; no secret is touched. */
export function parseStored(stored: unknown): Read<StoredAccount> {
  const { value, odd } = readFields(storedSchema, stored, noAccount);
  const mode = value.mode === 'real' && value.real === null ? 'none' : value.mode;
  return { value: { ...value, mode }, odd };
}
