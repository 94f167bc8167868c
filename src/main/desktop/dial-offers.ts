import { randomUUID } from 'node:crypto';
import type { RefusedDial } from '../../shared/contract/shell.ts';
import { AppFailure, type ErrorCode, type ErrorParams } from '../../shared/domain/app-error.ts';
import type { Call } from '../../shared/domain/call.ts';
import { asksForReason } from '../../shared/domain/dial-questions.ts';
import { Emitter } from '../base/emitter.ts';
import {
  type DialRequest,
  type PendingDialOptions,
  PendingDials,
} from '../dialing/pending-dial.ts';
import type { Notices } from '../notices/notice-board.ts';
import { readClipboard } from '../os/clipboard.ts';
import type { Notifier } from '../os/notifications.ts';
import { clipboardNeedsFocus, isWayland } from '../os/session.ts';
import { parseTelLink } from '../os/tel-link.ts';
import type { MiniFlow } from './mini-flow.ts';
import type { MiniWindow } from './mini-window.ts';

type Pending = Pick<
  PendingDialOptions,
  'clock' | 'settings' | 'isPractice' | 'understand' | 'describe'
>;

export interface DialOffersOptions extends Pending {
  dial: (request: DialRequest) => Promise<Call>;
  mini: MiniWindow;
  miniFlow: MiniFlow;
  notices: Notices;
  notifier: Notifier;
  openMain: (callId: string | null) => void;
  /** A dial failed for a reason that is nobody's fault but ours. */
  onBug: (cause: unknown) => void;
}

/** Numbers that come from outside the windows, and the one dial that waits because of them. */
export class DialOffers {
  readonly pending: PendingDials;
  /** A dial that only the main window can take what it needs for. */
  readonly dialInMain = new Emitter<RefusedDial>();
  readonly #options: DialOffersOptions;

  constructor(options: DialOffersOptions) {
    const { mini, miniFlow } = options;
    this.#options = options;
    this.pending = new PendingDials({
      ...options,
      newId: randomUUID,
      dial: (request) => miniFlow.dial(() => options.dial(request)),
      isSeen: () => !isWayland() || mini.isFocused(),
      changed: () => miniFlow.pendingChanged(),
      failed: this.#failed,
    });
  }

  /** What waits is off. */
  cancel(): void {
    const waiting = this.pending.current();
    if (waiting) this.pending.cancel(waiting.id);
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
      this.pending.offer(await readClipboard(), source);
    } catch (cause) {
      onBug(cause);
      miniFlow.failed();
      this.#tell('clipboard_problem', 'clipboard_unseen');
    }
  }

  /** A link that was clicked somewhere; null: none. */
  offerLink(link: string | null): void {
    if (link !== null) this.pending.offer(parseTelLink(link) ?? link, 'link');
  }

  /** Says why a dial cannot be, before it was one. */
  refuse(code: ErrorCode): void {
    const { notices } = this.#options;
    notices.set('dial_problem', () => this.#options.describe(code, {}));
  }

  readonly #failed: PendingDialOptions['failed'] = (code, params, cause, request) => {
    const { miniFlow, openMain, onBug } = this.#options;
    if (!(cause instanceof AppFailure) && cause !== null) onBug(cause);
    miniFlow.failed();
    if (request && asksForReason(code)) {
      // The small window has no room for a reason: the dialer asks, and nothing dials by itself.
      openMain(null);
      const error = { code, ...this.#options.describe(code, params) };
      this.dialInMain.emit({ ...request, error });
      return;
    }
    this.#tell(code.startsWith('clipboard') ? 'clipboard_problem' : 'dial_problem', code, params);
  };

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
