import type { Notice } from '../../shared/contract/shell.ts';
import type { ErrorParams } from '../../shared/domain/app-error.ts';
import { Emitter } from '../base/emitter.ts';
import type { Translate } from '../i18n/translate.ts';

/** How bad each one is; worst first. A code without a severity is a type error. */
const severities: Record<Notice['code'], Notice['severity']> = {
  database_damaged: 'failure',
  database_emptied: 'failure',
  database_restored: 'failure',
  database_incomplete: 'failure',
  documents_reset: 'warning',
  database_older: 'failure',
  calls_unwritten: 'failure',
  main_failed: 'warning',
  secret_missing: 'warning',
  keychain_silent: 'warning',
  no_keychain: 'warning',
  database_stranger: 'warning',
  backups_elsewhere: 'warning',
  clock_ahead: 'warning',
  clock_behind: 'warning',
  dial_problem: 'warning',
  clipboard_problem: 'warning',
  hotkey_taken: 'warning',
  availability_hotkey_taken: 'warning',
  login_needs_approval: 'warning',
  log_unwritten: 'warning',
  recordings_unsaved: 'warning',
};
const worstFirst = Object.keys(severities) as Notice['code'][];

/** Produces a notice's text when it is shown, so that it follows the language. */
export type Wording = () => Omit<Notice, 'code' | 'severity'>;

/** What the agent should know for as long as it is true: one notice per code. */
export class Notices {
  /** Emits the code of a notice that the agent dismissed. */
  readonly dismissed = new Emitter<string>();
  readonly changed = new Emitter<null>();

  readonly #standing = new Map<Notice['code'], Wording>();
  readonly #t: Translate;

  constructor(t: Translate) {
    this.#t = t;
  }

  /** Shows a notice whose text follows from its code alone. */
  say(code: Notice['code'], params: ErrorParams = {}): void {
    this.set(code, () => ({
      message: this.#t(`notices.${code}.message`, params),
      hint: this.#t(`notices.${code}.hint`, params),
    }));
  }

  set(code: Notice['code'], wording: Wording): void {
    this.#standing.set(code, wording);
    this.changed.emit(null);
  }

  clear(code: string): void {
    if (this.#standing.delete(code as Notice['code'])) this.changed.emit(null);
  }

  dismiss(code: string): void {
    this.clear(code);
    this.dismissed.emit(code);
  }

  list(): Notice[] {
    return worstFirst.flatMap((code) => {
      const wording = this.#standing.get(code);
      return wording ? { code, severity: severities[code], ...wording() } : [];
    });
  }
}
