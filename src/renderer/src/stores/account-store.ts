import { create } from 'zustand';
import type { AccountDraft, AccountView } from '../../../shared/domain/account.ts';
import type { Result } from '../../../shared/domain/app-error.ts';
import { bridge } from '../bridge.ts';

interface AccountState {
  view: AccountView;
  /** False until main has responded: until then `view` means nothing. */
  known: boolean;
}

export const useAccount = create<AccountState>(() => ({
  known: false,
  view: {
    mode: 'none',
    account: null,
    display: null,
    active: null,
    agentDisplay: null,
    virtualNumberDisplay: null,
    secretPlace: 'missing',
    readiness: 'no_account',
  },
}));

/** Whether the practice account is in use: its calls and contacts are a history of their own. */
export function isPractice(): boolean {
  return useAccount.getState().view.mode === 'practice';
}

export const accountActions = {
  async load(): Promise<void> {
    keep(await bridge.account.get({}));
  },
  test: (draft: AccountDraft) => bridge.account.test(draft),
  save: (draft: AccountDraft) => bridge.account.save(draft).then(keep),
  switchToPractice: () => bridge.account.usePractice({}).then(keep),
  switchToReal: () => bridge.account.useReal({}).then(keep),
  /** Asks Exotel again whether the account can call; the result comes as an event. */
  check: () => bridge.account.check({}).then(keep),
  askKeychain: () => bridge.account.askKeychain({}).then(keep),
  forget: () => bridge.account.forget({}).then(keep),
};

/**
 * Calls `listener` on a switch between the practice account and the real one: each has a history of
 * its own. Returns a function that stops it.
 */
export function onAccountMode(listener: () => void): () => void {
  return useAccount.subscribe(({ view }, before) => {
    if (before.known && view.mode !== before.view.mode) listener();
  });
}

export function watchAccount(): void {
  bridge.on('account:changed', (view) => useAccount.setState({ view, known: true }));
}

function keep(result: Result<AccountView>): Result<AccountView> {
  if (result.ok) useAccount.setState({ view: result.value, known: true });
  return result;
}
