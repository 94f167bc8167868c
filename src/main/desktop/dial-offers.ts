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
  /** Called when a dial failed because of a bug of ours. */
  onBug: (cause: unknown) => void;
}

/** Brings numbers from outside the windows to the desk, and says so if no call comes of one. */
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
      // The clipboard may still hold the previous number, so nothing is read.
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

  /** Offers a link that was clicked somewhere; null if there was none. */
  offerLink(link: string | null): void {
    if (link !== null) void this.offer(parseTelLink(link) ?? link, 'link');
  }

  /** Resolves once the desk has placed it, holds it, or has said why it does neither. */
  async offer(number: string, source: 'hotkey' | 'tray' | 'link'): Promise<void> {
    const { desk, isPractice } = this.#options;
    await desk.offer({ number, source, practice: isPractice() });
  }

  /** Says why there can be no dial, before one exists. */
  refuse(code: ErrorCode): void {
    const { notices } = this.#options;
    notices.set('dial_problem', () => this.#options.describe(code, {}));
  }

  /** Says why a dial led to no call. */
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
