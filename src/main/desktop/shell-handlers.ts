import type { Handlers } from '../../shared/contract/index.ts';
import type { ShellStatus } from '../../shared/contract/shell.ts';
import type { Notices } from '../notices/notice-board.ts';
import { writeClipboard } from '../os/clipboard.ts';
import type { PendingDials } from '../os/pending-dial.ts';
import type { MiniFlow } from './mini-flow.ts';
import type { MiniWindow } from './mini-window.ts';

export interface ShellHandlersOptions {
  status: () => ShellStatus;
  dialClipboard: () => Promise<void>;
  pendingDials: PendingDials;
  notices: Notices;
  openMain: (callId: string | null) => void;
  mini: Pick<MiniWindow, 'fit'>;
  miniFlow: MiniFlow;
  quit: () => void;
}

/** What the commands of the contract's `shell` area do. */
export function createShellHandlers(options: ShellHandlersOptions): Handlers['shell'] {
  const { status, dialClipboard, pendingDials, notices, openMain, mini, miniFlow } = options;
  return {
    status: () => status(),
    copyText: async ({ text }) => {
      await writeClipboard(text);
      return null;
    },
    dialClipboard: async () => {
      await dialClipboard();
      return null;
    },
    confirmPendingDial: async ({ id }) => {
      await pendingDials.confirm(id);
      return null;
    },
    choosePendingNumber: ({ id, number }) => {
      pendingDials.choose(id, number);
      return null;
    },
    cancelPendingDial: ({ id }) => {
      pendingDials.cancel(id);
      return null;
    },
    quit: () => {
      // The answer is on its way before its page goes.
      setImmediate(options.quit);
      return null;
    },
    dismissNotice: ({ code }) => {
      notices.dismiss(code);
      return null;
    },
    openMain: ({ callId }) => {
      openMain(callId);
      return null;
    },
    setMini: ({ open }) => {
      if (open) miniFlow.openByHand();
      else miniFlow.dismiss();
      return null;
    },
    fitMini: ({ height }) => {
      mini.fit(height);
      return null;
    },
  };
}
