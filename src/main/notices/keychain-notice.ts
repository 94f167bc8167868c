import type { AccountView } from '../../shared/domain/account.ts';
import type { Notices } from './notice-board.ts';

/** About key and token; at most one of them shows at a time. */
const secretNotices = ['secret_missing', 'keychain_silent', 'no_keychain'] as const;

/** Shows where key and token are kept, as long as that is not the keychain. */
export function showSecretNotice(view: AccountView, notices: Notices): void {
  const code = codeFor(view);
  for (const other of secretNotices) if (other !== code) notices.clear(other);
  if (code) notices.say(code);
}

function codeFor({ secretPlace, mode }: AccountView): (typeof secretNotices)[number] | null {
  if (secretPlace === 'missing') return 'secret_missing';
  if (secretPlace === 'unanswered') return 'keychain_silent';
  return secretPlace === 'memory' && mode === 'real' ? 'no_keychain' : null;
}
