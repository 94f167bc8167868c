import type { Account, AccountView } from '../../shared/domain/account.ts';

/**
 * Names the account that calls now: what was dialled or asked for one is not meant for another.
 * The agent's own phones may change, and it is the same account.
 */
export function accountInUse({ mode, account }: AccountView): string {
  return mode === 'real' && account ? nameOf(account) : mode;
}

/** Whether both are the same account by the same rule. */
export function isSameAccount(one: AccountOfDial, other: AccountOfDial): boolean {
  return one.practice === other.practice && nameOf(one.account) === nameOf(other.account);
}

interface AccountOfDial {
  account: Account;
  practice: boolean;
}

function nameOf({ accountSid, baseUrl }: Account): string {
  return `${accountSid} ${baseUrl}`;
}
