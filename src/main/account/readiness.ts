import type { AccountView, Readiness } from '../../shared/domain/account.ts';

/** Whether a dial could succeed. `connected`: the real account's secret is here. */
export function readinessOf(mode: AccountView['mode'], connected: boolean): Readiness {
  if (mode === 'none') return 'no_account';
  return mode === 'practice' || connected ? 'ready' : 'no_secret';
}
