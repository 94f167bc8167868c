import type { Notice } from '../../shared/contract/shell.ts';

/** Worst first. */
const order: readonly Notice['code'][] = [
  'database_unavailable',
  'database_newer',
  'secret_missing',
  'no_keychain',
  'dial_problem',
  'clipboard_problem',
  'hotkey_taken',
  'offline',
];

/** What the agent should know for as long as it is so: one notice per code. */
export class Notices {
  readonly #standing = new Map<Notice['code'], Notice>();
  readonly #changed: () => void;

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  set(notice: Notice): void {
    this.#standing.set(notice.code, notice);
    this.#changed();
  }

  clear(code: string): void {
    if (this.#standing.delete(code as Notice['code'])) this.#changed();
  }

  list(): Notice[] {
    return order.flatMap((code) => this.#standing.get(code) ?? []);
  }
}
