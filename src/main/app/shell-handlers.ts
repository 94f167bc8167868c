import type { Handlers } from '../../shared/contract/index.ts';
import type { ShellStatus } from '../../shared/contract/shell.ts';
import { writeClipboard } from '../shell/clipboard.ts';
import type { PendingDials } from '../shell/pending-dial.ts';
import type { MiniWindow } from './mini-window.ts';
import type { Notices } from './notices.ts';

export interface ShellHandlersOptions {
  status: () => ShellStatus;
  dialClipboard: () => Promise<void>;
  pendingDials: PendingDials;
  notices: Notices;
  openMain: (callId: string | null) => void;
  mini: MiniWindow;
}

/** What the commands of the contract's `shell` area do. */
export function createShellHandlers(options: ShellHandlersOptions): Handlers['shell'] {
  const { status, dialClipboard, pendingDials, notices, openMain, mini } = options;
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
    fitMini: () => null,
    cancelPendingDial: ({ id }) => {
      pendingDials.cancel(id);
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
      if (open) mini.show('live');
      else mini.hide();
      return null;
    },
  };
}
