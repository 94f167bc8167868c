import type { Notice } from '../../shared/contract/shell.ts';
import type { AccountView } from '../../shared/domain/account.ts';
import type { Notices } from './notices.ts';

/** Says where the key and token are, as long as that is not the keychain. */
export function showSecretNotice(
  { secretPlace, mode }: AccountView,
  notices: Notices,
  notice: (code: Notice['code']) => void,
): void {
  notices.clear('no_keychain');
  notices.clear('secret_missing');
  if (secretPlace === 'missing') notice('secret_missing');
  else if (secretPlace === 'memory' && mode === 'real') notice('no_keychain');
}
