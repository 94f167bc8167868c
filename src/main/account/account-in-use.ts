import type { AccountView } from '../../shared/domain/account.ts';

/**
 * Names the account that calls now: what was dialled or asked for one is not meant for another.
 * The agent's own phones may change, and it is the same account.
 */
export function accountInUse({ mode, account }: AccountView): string {
  return mode === 'real' && account ? `${account.accountSid} ${account.baseUrl}` : mode;
}
