import {
  type AppError,
  AppFailure,
  type ErrorCode,
  type ErrorParams,
} from '../../shared/domain/app-error.ts';
import type { DialDesk, DialFailure } from '../dialing/dial-desk.ts';
import type { Notices } from '../notices/notice-board.ts';
import { readClipboard } from '../os/clipboard.ts';
import type { Notifier } from '../os/notifications.ts';
import { clipboardNeedsFocus } from '../os/session.ts';
import { parseTelLink } from '../os/tel-link.ts';
import type { MiniFlow } from './mini-flow.ts';
import type { MiniWindow } from './mini-window.ts';

export interface DialOffersOptions {
  desk: DialDesk;
  isPractice: () => boolean;
  mini: MiniWindow;
  miniFlow: MiniFlow;
  notices: Notices;
  notifier: Notifier;
  /** A code's sentence, in the agent's language. */
  describe: (code: ErrorCode, params: ErrorParams) => Omit<AppError, 'code'>;
  openMain: (callId: string | null) => void;
  /** A dial failed for a reason that is nobody's fault but ours. */
  onBug: (cause: unknown) => void;
}

/** Numbers that come to the desk from outside the windows, and what is said when nothing comes of one. */
export class DialOffers {
  readonly #options: DialOffersOptions;

  constructor(options: DialOffersOptions) {
    this.#options = options;
  }

  async dialClipboard(source: 'hotkey' | 'tray'): Promise<void> {
    const { mini, miniFlow, notices, openMain, onBug } = this.#options;
    notices.clear('clipboard_problem');
    notices.clear('dial_problem');
    if (clipboardNeedsFocus() && !(await mini.seekKeyboard())) {
      // What the clipboard seems to hold may be the number before: nothing is read.
      miniFlow.failed();
      openMain(null);
      this.#tell('clipboard_problem', 'clipboard_unseen');
      return;
    }
    try {
      await this.offer(await readClipboard(), source);
    } catch (cause) {
      onBug(cause);
      miniFlow.failed();
      this.#tell('clipboard_problem', 'clipboard_unseen');
    }
  }

  /** A link that was clicked somewhere; null: none. */
  offerLink(link: string | null): void {
    if (link !== null) void this.offer(parseTelLink(link) ?? link, 'link');
  }

  /** Resolves when the desk has placed it, holds it, or has said why neither. */
  async offer(number: string, source: 'hotkey' | 'tray' | 'link'): Promise<void> {
    const { desk, isPractice } = this.#options;
    await desk.offer({ number, source, practice: isPractice() });
  }

  /** Says why a dial cannot be, before it was one. */
  refuse(code: ErrorCode): void {
    const { notices } = this.#options;
    notices.set('dial_problem', () => this.#options.describe(code, {}));
  }

  /** Says why nothing came of a dial. */
  failed({ code, params, cause }: DialFailure): void {
    const { miniFlow, onBug } = this.#options;
    if (!(cause instanceof AppFailure) && cause !== null) onBug(cause);
    miniFlow.failed();
    this.#tell(code.startsWith('clipboard') ? 'clipboard_problem' : 'dial_problem', code, params);
  }

  #tell(
    notice: 'clipboard_problem' | 'dial_problem',
    code: ErrorCode,
    params: ErrorParams = {},
  ): void {
    const { notices, notifier, openMain } = this.#options;
    const sentence = () => this.#options.describe(code, params);
    notices.set(notice, sentence);
    const { message, hint } = sentence();
    notifier.show({ title: message, body: hint ?? '' }, () => openMain(null));
  }
}
