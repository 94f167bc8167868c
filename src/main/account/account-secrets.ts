import type { Account, AccountDraft } from '../../shared/domain/account.ts';
import { AppFailure } from '../../shared/domain/app-error.ts';
import type { Connected } from './connected.ts';
import type { CredentialStore, Credentials } from './credential-store.ts';

type Where = Pick<Account, 'accountSid' | 'baseUrl'>;

/** Returns the name under which the keychain holds an account's key and token. */
export function secretName({ accountSid, baseUrl }: Where): string {
  return `${accountSid}@${new URL(baseUrl).host}`;
}

/**
 * Returns the typed key and token, or the stored ones if both fields were left empty for an account
 * that has some. `known`: the account that can call now. Throws AppFailure `credentials_missing`.
 */
export async function credentialsOf(
  draft: AccountDraft,
  address: Where,
  known: Connected | null,
  secrets: Pick<CredentialStore, 'read'>,
): Promise<Credentials> {
  const typed = { apiKey: draft.apiKey.trim(), apiToken: draft.apiToken.trim() };
  if (typed.apiKey !== '' && typed.apiToken !== '') return typed;
  // Half of a new pair and half of an old one make no pair.
  if (typed.apiKey !== '' || typed.apiToken !== '') throw new AppFailure('credentials_missing');
  if (known && secretName(known.account) === secretName(address)) return known.access;
  const stored = await secrets.read(secretName(address));
  if (!stored) throw new AppFailure('credentials_missing');
  return stored;
}
