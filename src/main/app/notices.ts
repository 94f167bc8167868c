import type { Notice } from '../../shared/contract/shell.ts';
import type { AccountView } from '../../shared/domain/account.ts';

/** Worst first. */
const order: readonly Notice['code'][] = [
  'database_unavailable',
  'secret_missing',
  'keychain_silent',
  'no_keychain',
  'dial_problem',
  'clipboard_problem',
  'hotkey_taken',
];

/** Words a notice when it is shown, so that it follows the language. */
export type Wording = () => Omit<Notice, 'code'>;

/** What the agent should know for as long as it is so: one notice per code. */
export class Notices {
  readonly #standing = new Map<Notice['code'], Wording>();
  readonly #changed: () => void;

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  set(code: Notice['code'], wording: Wording): void {
    this.#standing.set(code, wording);
    this.#changed();
  }

  clear(code: string): void {
    if (this.#standing.delete(code as Notice['code'])) this.#changed();
  }

  list(): Notice[] {
    return order.flatMap((code) => {
      const wording = this.#standing.get(code);
      return wording ? { code, ...wording() } : [];
    });
  }
}

/** About key and token: one of them at a time. */
export const secretNotices = ['secret_missing', 'keychain_silent', 'no_keychain'] as const;

/** What is to be said of where key and token are; null when all is well. */
export function secretNotice(view: AccountView): (typeof secretNotices)[number] | null {
  if (view.secretPlace === 'missing') return 'secret_missing';
  if (view.secretPlace === 'unanswered') return 'keychain_silent';
  return view.secretPlace === 'memory' && view.mode === 'real' ? 'no_keychain' : null;
}
