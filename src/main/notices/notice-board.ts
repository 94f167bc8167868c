import type { Notice } from '../../shared/contract/shell.ts';
import { Emitter } from '../base/emitter.ts';

/** Worst first. */
const order: readonly Notice['code'][] = [
  'book_damaged',
  'book_emptied',
  'book_restored',
  'book_incomplete',
  'documents_reset',
  'book_older',
  'calls_unwritten',
  'main_failed',
  'secret_missing',
  'keychain_silent',
  'no_keychain',
  'book_stranger',
  'backups_elsewhere',
  'clock_ahead',
  'clock_behind',
  'dial_problem',
  'clipboard_problem',
  'hotkey_taken',
  'login_needs_approval',
  'log_unwritten',
  'recordings_unsaved',
];

/** Words a notice when it is shown, so that it follows the language. */
export type Wording = () => Omit<Notice, 'code'>;

/** What the agent should know for as long as it is so: one notice per code. */
export class Notices {
  /** The agent put a notice away: its code. */
  readonly dismissed = new Emitter<string>();

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

  dismiss(code: string): void {
    this.clear(code);
    this.dismissed.emit(code);
  }

  list(): Notice[] {
    return order.flatMap((code) => {
      const wording = this.#standing.get(code);
      return wording ? { code, ...wording() } : [];
    });
  }
}
